package imprimatur.admin;

import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.base.DeadLetterQueues;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Limits;
import imprimatur.cases.Page;
import imprimatur.enforcement.Staff.Group;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What no retry could mend: seen with its reason, and put back. */
final class DeadLetterRoutes {
    private final Gate gate;
    private final DeadLetterQueues queues;

    DeadLetterRoutes(Gate gate, DeadLetterQueues queues) {
        this.gate = gate;
        this.queues = queues;
    }

    void on(Router router) {
        router.on("GET /admin/dead-letters", this::list)
                .on("GET /admin/dead-letters/{queue}", this::read)
                .on("POST /admin/dead-letters/{queue}/redrive", this::redrive);
    }

    record Queues(List<DeadLetterQueues.Queue> queues) {}

    record Moved(int moved) {}

    record Body(@Nullable Integer limit) {}

    private Response list(Request request) {
        gate.staff(request, Group.LEAD);
        return Response.ok(new Queues(queues.queues()));
    }

    /** One page and no more: the queue cannot be leafed through. */
    private Response read(Request request) {
        gate.staff(request, Group.LEAD);
        return Response.ok(new Page<>(queues.letters(request.parameter("queue")), null));
    }

    private Response redrive(Request request) {
        var staff = gate.staff(request, Group.LEAD);
        var queue = request.parameter("queue");
        var limit = request.body().isBlank() ? null : request.body(Body.class).limit();
        if (limit != null && (limit < 1 || limit > Limits.DEAD_LETTERS_MOVED)) {
            throw new BadInput("limit", "is not within 1 and " + Limits.DEAD_LETTERS_MOVED);
        }
        var moved = queues.redrive(queue, limit == null ? Limits.DEAD_LETTERS_MOVED : limit);
        gate.audited(staff, "dead_letters.redriven", queue, Map.of("moved", Integer.toString(moved)));
        return Response.ok(new Moved(moved));
    }
}
