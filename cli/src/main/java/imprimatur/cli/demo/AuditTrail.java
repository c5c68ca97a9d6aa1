package imprimatur.cli.demo;

import imprimatur.audit.AuditRecord;
import imprimatur.audit.AuditVerifier;
import imprimatur.base.Json;
import java.util.ArrayList;
import java.util.List;

/** Reads the whole audit log through the admin API. */
public final class AuditTrail {
    private final Api api;
    private final String token;

    /** @param token of a member of staff who may read the log */
    public AuditTrail(Api api, String token) {
        this.api = api;
        this.token = token;
    }

    /**
     * All records.
     *
     * @throws StoryException naming the first bad record, if the chain is broken
     */
    public List<AuditRecord> verified() {
        var records = read();
        var result = AuditVerifier.verify(records.stream().map(Json::write).iterator());
        return switch (result) {
            case AuditVerifier.Result.Intact intact -> records;
            case AuditVerifier.Result.Broken broken ->
                throw new StoryException("the audit log is broken at " + broken.seq() + ": " + broken.why());
        };
    }

    /** All records, as exported and not verified. */
    public List<AuditRecord> read() {
        var records = new ArrayList<AuditRecord>();
        var from = "1";
        while (true) {
            var page = api.get("/admin/audit?from=" + from, token);
            if (page.status() != 200) {
                throw new StoryException("the audit log answered " + page.summary());
            }
            page.items("items").forEach(item -> records.add(Json.convert(item, AuditRecord.class)));
            var next = page.field("next");
            if (next.isEmpty()) {
                return records;
            }
            from = String.valueOf(next.get());
        }
    }
}
