package imprimatur.admin;

import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Forbidden;
import imprimatur.cases.Alarm;
import imprimatur.cases.Case;
import imprimatur.cases.CaseDesk;
import imprimatur.cases.CaseQueue;
import imprimatur.cases.CaseStatus;
import imprimatur.cases.CaseStore;
import imprimatur.cases.Page;
import imprimatur.cases.QueueCount;
import imprimatur.cases.QueueView;
import imprimatur.enforcement.Staff;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Lists of cases, the next one to work, and how many wait. */
final class CaseQueues {
    private final Gate gate;
    private final CaseAccess access;
    private final CaseStore cases;
    private final CaseQueue queue;
    private final CaseDesk desk;

    CaseQueues(Gate gate, CaseAccess access, CaseStore cases, CaseQueue queue, CaseDesk desk) {
        this.gate = gate;
        this.access = access;
        this.cases = cases;
        this.queue = queue;
        this.desk = desk;
    }

    void on(Router router) {
        router.on("GET /admin/cases", this::list)
                .on("POST /admin/cases/next", this::next)
                .on("GET /admin/queues", this::counts)
                .on("GET /admin/accounts/{id}/cases", this::ofAccount);
    }

    /** Whose claims a list shows. */
    enum Claimed {
        ANY,
        NONE,
        ME
    }

    private Response list(Request request) {
        var staff = gate.staff(request);
        var status = Input.choice(request, "status", CaseStatus.class, CaseStatus.OPEN);
        var claimed = Input.choice(request, "claimed", Claimed.class, Claimed.ANY);
        var section = request.query("section")
                .map(value -> Input.id("section", value))
                .orElse(null);
        var cursor = Input.cursor(request);
        if (claimed == Claimed.ME) {
            if (section != null) {
                throw new BadInput("section", "does not go with claimed=me");
            }
            return page(staff, queue.claimedBy(staff.name(), cursor, access.now()));
        }
        var view = new QueueView(status, section, access.seen(staff), claimed == Claimed.NONE);
        return page(staff, queue.page(view, cursor, access.now()));
    }

    private Response ofAccount(Request request) {
        var staff = gate.staff(request);
        return page(staff, cases.ofAccount(request.parameter("id"), Input.cursor(request)));
    }

    private Response page(Staff staff, Page<Case> page) {
        return Response.ok(new Page<>(
                page.items().stream()
                        .filter(item -> gate.opens(staff, item.section()))
                        .map(access::item)
                        .toList(),
                page.next()));
    }

    private Response next(Request request) {
        var staff = gate.staff(request);
        var wish = request.body(Wish.class);
        var status = wish.status() == null ? CaseStatus.OPEN : wish.status();
        if (!status.waits()) {
            throw new BadInput("status", "is one in which no case waits");
        }
        var desks = access.ownDesks(staff);
        if (desks.isEmpty()) {
            throw new Forbidden("the groups of the token work no cases");
        }
        var view = new QueueView(status, wish.section(), desks, true);
        var claimed = desk.claimNext(queue, view, found -> access.mayWork(staff, found), staff.name());
        if (claimed.isEmpty()) {
            return Response.empty();
        }
        gate.audited(staff, "case.claimed", claimed.get().id(), Map.of());
        return Response.ok(access.item(claimed.get()));
    }

    private Response counts(Request request) {
        var staff = gate.staff(request);
        var visible = queue.counts().stream()
                .filter(count -> gate.opens(staff, count.section()))
                .toList();
        return Response.ok(new Counts(visible, sum(visible, Alarm.LATE), sum(visible, Alarm.DUE)));
    }

    private static long sum(List<QueueCount> counts, Alarm alarm) {
        return counts.stream()
                .filter(count -> count.alarm() == alarm && count.status().waits())
                .mapToLong(QueueCount::cases)
                .sum();
    }

    record Wish(@Nullable String section, @Nullable CaseStatus status) {
        Wish {
            if (section != null) {
                Input.id("section", section);
            }
        }
    }

    private record Counts(List<QueueCount> queues, long late, long dueSoon) {}
}
