package imprimatur.admin;

import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.cases.Page;
import imprimatur.enforcement.Approval;
import imprimatur.enforcement.EnforcementDesk;
import imprimatur.enforcement.EnforcementStore;
import imprimatur.enforcement.Staff;
import imprimatur.enforcement.Staff.Group;

/** The questions to a second person (G6). */
final class Approvals {
    private final Gate gate;
    private final EnforcementStore store;
    private final EnforcementDesk desk;

    Approvals(Gate gate, EnforcementStore store, EnforcementDesk desk) {
        this.gate = gate;
        this.store = store;
        this.desk = desk;
    }

    void on(Router router) {
        router.on("GET /admin/approvals", this::list).on("POST /admin/approvals/{id}", this::answer);
    }

    private Response list(Request request) {
        var staff = gate.staff(request, Group.LEAD, Group.LEGAL);
        var page = desk.approvals(Input.cursor(request));
        return Response.ok(new Page<>(
                page.items().stream()
                        .filter(approval -> concerns(staff, approval))
                        .toList(),
                page.next()));
    }

    private Response answer(Request request) {
        var staff = gate.staff(request, Group.LEAD, Group.LEGAL);
        var body = request.body(Body.class);
        var approval = store.approval(request.parameter("id"))
                .filter(found -> concerns(staff, found))
                .orElseThrow(() -> Gate.missing("approval of that id"));
        return Response.ok(desk.answer(approval.id(), staff, body.approve(), body.reason()));
    }

    /** A sealed question that nobody of {@code legal} answered in time is put to the admins, and then they see it. */
    private boolean concerns(Staff staff, Approval approval) {
        return gate.opens(staff, approval.section())
                || (approval.group().equals(Group.ADMIN.label())
                        && staff.groups().contains(Group.ADMIN));
    }

    record Body(boolean approve, String reason) {
        Body {
            Input.text("reason", reason);
        }
    }
}
