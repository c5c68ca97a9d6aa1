package imprimatur.admin;

import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Limits;
import imprimatur.cases.CaseDesk;
import imprimatur.cases.CaseMoves;
import imprimatur.cases.Escalation;
import java.util.List;
import java.util.Map;

/** Cases handed on, merged and split. */
final class CaseMoving {
    private final Gate gate;
    private final CaseAccess access;
    private final CaseDesk desk;
    private final CaseMoves moves;

    CaseMoving(Gate gate, CaseAccess access, CaseDesk desk, CaseMoves moves) {
        this.gate = gate;
        this.access = access;
        this.desk = desk;
        this.moves = moves;
    }

    void on(Router router) {
        router.on("POST /admin/cases/{id}/escalate", this::escalate)
                .on("POST /admin/cases/{id}/merge", this::merge)
                .on("POST /admin/cases/{id}/split", this::split);
    }

    private Response escalate(Request request) {
        var staff = gate.staff(request);
        var body = request.body(Handing.class);
        var found = access.worked(staff, request);
        CaseAccess.current(found, body.version());
        var escalated = desk.escalate(found.id(), body.version(), staff.name(), body.to(), body.reason());
        gate.audited(
                staff, "case.escalated", found.id(), Map.of("to", Input.label(body.to()), "reason", body.reason()));
        return Response.ok(access.item(escalated));
    }

    private Response merge(Request request) {
        var staff = gate.staff(request);
        var body = request.body(Merging.class);
        var found = access.worked(staff, request);
        var into = access.worked(staff, body.into());
        var merged = moves.merge(found.id(), body.version(), into.id(), staff.name());
        gate.audited(staff, "case.merged", found.id(), Map.of("into", into.id()));
        return Response.ok(access.item(merged));
    }

    private Response split(Request request) {
        var staff = gate.staff(request);
        var body = request.body(Splitting.class);
        var found = access.worked(staff, request);
        var fresh = moves.split(found.id(), body.version(), body.noticeIds(), staff.name());
        gate.audited(staff, "case.split", found.id(), Map.of("into", fresh.id()));
        return Response.json(201, access.item(fresh));
    }

    record Handing(int version, Escalation to, String reason) {
        Handing {
            Input.required("to", to);
            Input.text("reason", reason);
        }
    }

    record Merging(int version, String into) {
        Merging {
            Input.id("into", into);
        }
    }

    record Splitting(int version, List<String> noticeIds) {
        Splitting {
            Input.required("notice_ids", noticeIds);
            if (noticeIds.isEmpty() || noticeIds.size() > Limits.NOTICES_A_SPLIT || noticeIds.contains(null)) {
                throw new BadInput("notice_ids", "is not a list of 1 to " + Limits.NOTICES_A_SPLIT + " ids");
            }
            noticeIds.forEach(id -> Input.id("notice_ids", id));
            noticeIds = List.copyOf(noticeIds);
        }
    }
}
