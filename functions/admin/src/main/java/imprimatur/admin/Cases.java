package imprimatur.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.cases.Case;
import imprimatur.cases.CaseDesk;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.CaseStatus;
import imprimatur.cases.CaseStore;
import imprimatur.cases.Notice;
import imprimatur.cases.Page;
import imprimatur.enforcement.EnforcementDesk;
import imprimatur.enforcement.Sanction;
import imprimatur.enforcement.Staff;
import imprimatur.enforcement.Staff.Group;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Cases as moderators see and work them. Every group reads them; those of a sealed section only {@code legal}. */
final class Cases {
    private final Gate gate;
    private final CaseStore cases;
    private final CaseDesk caseDesk;
    private final EnforcementDesk desk;

    Cases(Gate gate, CaseStore cases, CaseDesk caseDesk, EnforcementDesk desk) {
        this.gate = gate;
        this.cases = cases;
        this.caseDesk = caseDesk;
        this.desk = desk;
    }

    void on(Router router) {
        router.on("GET /admin/cases", this::list)
                .on("GET /admin/cases/{id}", this::read)
                .on("POST /admin/cases/{id}/claim", this::claim)
                .on("POST /admin/cases/{id}/release", this::release)
                .on("POST /admin/cases/{id}/comments", this::comment)
                .on("POST /admin/cases/{id}/dismiss", this::dismiss)
                .on("POST /admin/cases/{id}/decide", this::decide)
                .on("GET /admin/accounts/{id}/cases", this::ofAccount);
    }

    private Response list(Request request) {
        var staff = gate.staff(request);
        var status = Input.choice(request, "status", CaseStatus.class, CaseStatus.OPEN);
        return page(staff, cases.queue(status, Input.cursor(request)));
    }

    private Response ofAccount(Request request) {
        var staff = gate.staff(request);
        return page(staff, cases.ofAccount(request.parameter("id"), Input.cursor(request)));
    }

    private Response page(Staff staff, Page<Case> page) {
        return Response.ok(new Page<>(
                page.items().stream()
                        .filter(item -> gate.opens(staff, item.section()))
                        .toList(),
                page.next()));
    }

    private Response read(Request request) {
        var found = shown(gate.staff(request), request);
        return Response.ok(new View(
                found,
                cases.events(found.id()),
                found.noticeIds().stream()
                        .map(cases::notice)
                        .flatMap(Optional::stream)
                        .toList()));
    }

    private Response claim(Request request) {
        var staff = gate.staff(request);
        var found = worked(staff, request);
        var claimed = caseDesk.claim(found.id(), staff.name());
        gate.audited(staff, "case.claimed", found.id(), Map.of());
        return Response.ok(claimed);
    }

    private Response release(Request request) {
        var staff = gate.staff(request);
        var found = worked(staff, request);
        var released = caseDesk.release(found.id(), staff.name());
        gate.audited(staff, "case.released", found.id(), Map.of());
        return Response.ok(released);
    }

    private Response comment(Request request) {
        var staff = gate.staff(request);
        var body = request.body(Comment.class);
        var found = worked(staff, request);
        var commented = caseDesk.comment(found.id(), staff.name(), body.text());
        gate.audited(staff, "case.commented", found.id(), Map.of());
        return Response.ok(commented);
    }

    /** The same dismissal sent again sends the letters that are still missing. */
    private Response dismiss(Request request) {
        var staff = gate.staff(request);
        var body = request.body(Dismissal.class);
        var found = worked(staff, request);
        if (found.decidedBy() == null) {
            current(found, body.version());
        }
        var dismissed = caseDesk.dismiss(found.id(), body.version(), staff.name(), body.reason());
        gate.audited(staff, "case.dismissed", found.id(), Map.of("reason", body.reason()));
        return Response.ok(dismissed);
    }

    /** The same decision sent again meets the enforcement that it made. */
    private Response decide(Request request) {
        var staff = gate.staff(request);
        var body = request.body(Verdict.class);
        var found = worked(staff, request);
        if (found.decidedBy() == null) {
            current(found, body.version());
        }
        return Response.json(
                202, desk.decide(found.id(), body.version(), staff, body.section(), body.reason(), body.sanctions()));
    }

    /** Members of {@code legal} read every case and work those of sealed sections, which nobody else does. */
    private Case worked(Staff staff, Request request) {
        var found = shown(staff, request);
        if (!gate.isSealed(found.section())) {
            gate.require(staff, Group.REVIEWER, Group.LEAD);
        }
        return found;
    }

    private Case shown(Staff staff, Request request) {
        var id = request.parameter("id");
        var found = cases.find(id).orElseThrow(() -> Gate.missing(id));
        gate.show(staff, found.section(), id);
        return found;
    }

    private static void current(Case found, int version) {
        if (found.version() != version) {
            throw new Conflict("the case has moved on: its version is " + found.version());
        }
    }

    record View(@JsonProperty("case") Case found, List<CaseEvent> events, List<Notice> notices) {}

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
