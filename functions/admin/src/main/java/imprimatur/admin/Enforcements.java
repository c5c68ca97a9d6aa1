package imprimatur.admin;

import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.cases.Page;
import imprimatur.enforcement.EnforcementDesk;
import imprimatur.enforcement.EnforcementStatus;
import imprimatur.enforcement.ManualRequest;
import imprimatur.enforcement.Sanction;
import imprimatur.enforcement.SanctionKind;
import imprimatur.enforcement.Staff.Group;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Enforcements, seen and started without a case. */
final class Enforcements {
    private final Gate gate;
    private final EnforcementDesk desk;

    Enforcements(Gate gate, EnforcementDesk desk) {
        this.gate = gate;
        this.desk = desk;
    }

    void on(Router router) {
        router.on("GET /admin/enforcements", this::list)
                .on("GET /admin/enforcements/{id}", this::read)
                .on("POST /admin/enforcements", this::start);
    }

    private Response list(Request request) {
        var staff = gate.staff(request, Group.LEAD, Group.LEGAL);
        var status = Input.choice(request, "status", EnforcementStatus.class, EnforcementStatus.RUNNING);
        var page = desk.enforcements(status, Input.cursor(request));
        return Response.ok(new Page<>(
                page.items().stream()
                        .filter(enforcement -> gate.opens(staff, enforcement.section()))
                        .toList(),
                page.next()));
    }

    private Response read(Request request) {
        var staff = gate.staff(request, Group.LEAD, Group.LEGAL);
        var id = request.parameter("id");
        var enforcement = desk.enforcement(id);
        gate.show(staff, enforcement.section(), id);
        return Response.ok(enforcement);
    }

    private Response start(Request request) {
        var staff = gate.staff(request, Group.LEAD, Group.LEGAL);
        var id = desk.start(request.body(Body.class).by(staff.name()));
        return Response.json(202, Map.of("id", id));
    }

    record Body(String account, String section, List<Sanction> sanctions, String reason) {
        Body {
            Input.id("account", account);
            Input.id("section", section);
            Input.text("reason", reason);
            sanctions = Input.sanctions(Input.required("sanctions", sanctions));
        }

        ManualRequest by(String name) {
            var days = sanctions.stream()
                    .map(Sanction::days)
                    .filter(Objects::nonNull)
                    .findFirst()
                    .orElse(null);
            var kinds = sanctions.stream().map(Sanction::kind).toList();
            if (kinds.contains(SanctionKind.REMOVE_CONTENT)) {
                throw new BadInput("sanctions", "content is removed by the case about it");
            }
            return new ManualRequest(account, section, kinds, days, reason, name);
        }
    }
}
