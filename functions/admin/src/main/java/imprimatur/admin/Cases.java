package imprimatur.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.cases.CaseDesk;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.CaseStore;
import imprimatur.cases.Notice;
import imprimatur.enforcement.EnforcementDesk;
import imprimatur.enforcement.Sanction;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cases as moderators read and decide them. */
final class Cases {
    private final Gate gate;
    private final CaseAccess access;
    private final CaseStore cases;
    private final CaseDesk caseDesk;
    private final EnforcementDesk desk;

    Cases(Gate gate, CaseAccess access, CaseStore cases, CaseDesk caseDesk, EnforcementDesk desk) {
        this.gate = gate;
        this.access = access;
        this.cases = cases;
        this.caseDesk = caseDesk;
        this.desk = desk;
    }

    void on(Router router) {
        router.on("GET /admin/cases/{id}", this::read)
                .on("POST /admin/cases/{id}/claim", this::claim)
                .on("POST /admin/cases/{id}/release", this::release)
                .on("POST /admin/cases/{id}/comments", this::comment)
                .on("POST /admin/cases/{id}/dismiss", this::dismiss)
                .on("POST /admin/cases/{id}/decide", this::decide);
    }

    private Response read(Request request) {
        var found = access.shown(gate.staff(request), request);
        return Response.ok(new View(
                access.item(found),
                cases.events(found.id()),
                found.noticeIds().stream()
                        .map(cases::notice)
                        .flatMap(Optional::stream)
                        .toList()));
    }

    private Response claim(Request request) {
        var staff = gate.staff(request);
        var found = access.worked(staff, request);
        var claimed = caseDesk.claim(found.id(), staff.name());
        gate.audited(staff, "case.claimed", found.id(), Map.of());
        return Response.ok(access.item(claimed));
    }

    private Response release(Request request) {
        var staff = gate.staff(request);
        var found = access.worked(staff, request);
        var released = caseDesk.release(found.id(), staff.name());
        gate.audited(staff, "case.released", found.id(), Map.of());
        return Response.ok(access.item(released));
    }

    private Response comment(Request request) {
        var staff = gate.staff(request);
        var body = request.body(Comment.class);
        var found = access.spokenOf(staff, request);
        var commented = caseDesk.comment(found.id(), staff.name(), body.text());
        gate.audited(staff, "case.commented", found.id(), Map.of());
        return Response.ok(access.item(commented));
    }

    /** The same dismissal sent again sends the letters that are still missing. */
    private Response dismiss(Request request) {
        var staff = gate.staff(request);
        var body = request.body(Dismissal.class);
        var found = access.worked(staff, request);
        if (found.decidedBy() == null) {
            CaseAccess.current(found, body.version());
        }
        var dismissed = caseDesk.dismiss(found.id(), body.version(), staff.name(), body.reason());
        gate.audited(staff, "case.dismissed", found.id(), Map.of("reason", body.reason()));
        return Response.ok(access.item(dismissed));
    }

    /** The same decision sent again meets the enforcement that it made. */
    private Response decide(Request request) {
        var staff = gate.staff(request);
        var body = request.body(Verdict.class);
        var found = access.worked(staff, request);
        if (found.decidedBy() == null) {
            CaseAccess.current(found, body.version());
        }
        return Response.json(
                202, desk.decide(found.id(), body.version(), staff, body.section(), body.reason(), body.sanctions()));
    }

    record View(@JsonProperty("case") CaseAccess.Item found, List<CaseEvent> events, List<Notice> notices) {}

    record Comment(String text) {
        Comment {
            Input.text("text", text);
        }
    }

    record Dismissal(int version, String reason) {
        Dismissal {
            Input.text("reason", reason);
        }
    }

    record Verdict(
            int version,
            String section,
            String reason,
            @Nullable List<Sanction> sanctions) {
        Verdict {
            Input.id("section", section);
            Input.text("reason", reason);
            if (sanctions != null) {
                sanctions = Input.sanctions(sanctions);
            }
        }
    }
}
