package imprimatur.admin;

import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.cases.Page;
import imprimatur.enforcement.Appeal;
import imprimatur.enforcement.EnforcementDesk;
import imprimatur.enforcement.Staff;
import imprimatur.enforcement.Staff.Group;

/** Appeals as staff see and decide them. */
final class Appeals {
    private final Gate gate;
    private final EnforcementDesk desk;

    Appeals(Gate gate, EnforcementDesk desk) {
        this.gate = gate;
        this.desk = desk;
    }

    void on(Router router) {
        router.on("GET /admin/appeals", this::list)
                .on("GET /admin/appeals/{id}", this::read)
                .on("POST /admin/appeals/{id}", this::decide);
    }

    private Response list(Request request) {
        var staff = gate.staff(request, Group.LEAD, Group.LEGAL);
        var page = desk.appeals(Input.cursor(request));
        return Response.ok(new Page<>(
                page.items().stream()
                        .filter(appeal -> gate.opens(staff, appeal.section()))
                        .toList(),
                page.next()));
    }

    private Response read(Request request) {
        return Response.ok(shown(gate.staff(request, Group.LEAD, Group.LEGAL), request));
    }

    private Response decide(Request request) {
        var staff = gate.staff(request, Group.LEAD, Group.LEGAL);
        var body = request.body(Body.class);
        var appeal = shown(staff, request);
        return Response.ok(desk.decideAppeal(appeal.id(), staff, body.overturn(), body.reason()));
    }

    private Appeal shown(Staff staff, Request request) {
        var id = request.parameter("id");
        var appeal = desk.appeal(id).orElseThrow(() -> Gate.missing(id));
        gate.show(staff, appeal.section(), id);
        return appeal;
    }

    record Body(boolean overturn, String reason) {
        Body {
            Input.text("reason", reason);
        }
    }
}
