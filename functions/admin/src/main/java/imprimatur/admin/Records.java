package imprimatur.admin;

import imprimatur.audit.AuditLog;
import imprimatur.audit.AuditRecord;
import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.base.Limits;
import imprimatur.enforcement.Staff.Group;
import imprimatur.policy.Policy;
import imprimatur.policy.Section;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What staff look up: themselves, the audit log, the policy in force. */
final class Records {
    private final Gate gate;
    private final AuditLog audit;
    private final Policy policy;

    Records(Gate gate, AuditLog audit, Policy policy) {
        this.gate = gate;
        this.audit = audit;
        this.policy = policy;
    }

    void on(Router router) {
        router.on("GET /admin/me", this::me).on("GET /admin/audit", this::audit).on("GET /admin/policy", this::policy);
    }

    private Response me(Request request) {
        var staff = gate.staff(request);
        return Response.ok(new Me(
                staff.name(), staff.groups().stream().map(Group::label).sorted().toList()));
    }

    private Response audit(Request request) {
        gate.staff(request, Group.LEAD, Group.LEGAL);
        var from = Input.number(request, "from", 1, 1, Long.MAX_VALUE);
        var limit = (int) Input.number(request, "limit", Limits.PAGE_ITEMS, 1, Limits.PAGE_ITEMS);
        var records = audit.read(from, limit);
        return Response.ok(new AuditPage(
                records, records.size() < limit ? null : records.getLast().seq() + 1));
    }

    private Response policy(Request request) {
        gate.staff(request);
        return Response.ok(new PolicyView(
                policy.version(),
                policy.service(),
                policy.sections().stream().map(this::section).toList(),
                policy.plans().stream().sorted().toList()));
    }

    private SectionView section(Section section) {
        return new SectionView(
                section.code(),
                section.category(),
                section.titles().byLanguage(),
                section.texts().byLanguage(),
                policy.deadline(section.code()).toString());
    }

    private record Me(String name, List<String> groups) {}

    private record AuditPage(
            List<AuditRecord> items, @Nullable Long next) {}

    private record PolicyView(String version, String service, List<SectionView> sections, List<String> plans) {}

    /**
     * @param title by language, such as {@code en}
     * @param deadline of its cases, an ISO-8601 duration
     */
    private record SectionView(
            String code, String category, Map<String, String> title, Map<String, String> text, String deadline) {}
}
