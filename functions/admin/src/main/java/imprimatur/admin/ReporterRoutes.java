package imprimatur.admin;

import com.fasterxml.jackson.annotation.JsonProperty;
import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.Limits;
import imprimatur.cases.Page;
import imprimatur.cases.Reporter;
import imprimatur.cases.Reporter.Standing;
import imprimatur.cases.Reporters;
import imprimatur.enforcement.Staff.Group;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Track records of those who report, by keyed hashes of their addresses. */
final class ReporterRoutes {
    private final Gate gate;
    private final Reporters reporters;
    private final InstantSource clock;

    ReporterRoutes(Gate gate, Reporters reporters, InstantSource clock) {
        this.gate = gate;
        this.reporters = reporters;
        this.clock = clock;
    }

    void on(Router router) {
        router.on("GET /admin/reporters", this::list).on("PUT /admin/reporters/{reporter}", this::place);
    }

    /** A reporter as staff sees it. */
    record View(
            String reporter,
            Standing standing,
            int reports,
            int upheld,
            int dismissed,
            @Nullable Instant suspendedUntil,
            int version) {
        static View of(Reporter of) {
            return new View(
                    of.reporter(),
                    of.standing(),
                    of.reports(),
                    of.upheld(),
                    of.dismissed(),
                    of.suspendedUntil(),
                    of.version());
        }
    }

    record Body(
            @JsonProperty(required = true) int version,
            @Nullable Standing standing,
            @Nullable String reason,
            @Nullable Integer days) {}

    private Response list(Request request) {
        gate.staff(request, Group.LEAD, Group.LEGAL);
        var standing = Input.choice(request, "standing", Standing.class, Standing.NORMAL);
        var page = reporters.list(standing, Input.cursor(request));
        return Response.ok(new Page<>(page.items().stream().map(View::of).toList(), page.next()));
    }

    private Response place(Request request) {
        var staff = gate.staff(request, Group.LEAD);
        var id = request.parameter("reporter");
        var body = request.body(Body.class);
        var standing = Input.required("standing", body.standing());
        var reason = Input.text("reason", body.reason(), Limits.LONG_TEXT_CHARS);
        var now = clock.instant();
        var until = until(standing, body.days(), now);
        if (reporters.find(id).isEmpty()) {
            throw Gate.missing("reporter " + id);
        }
        var placed = reporters.change(id, now, before -> {
            if (before.version() != body.version()) {
                throw new Conflict("the record has changed; its version is " + before.version());
            }
            return before.placed(standing, until, now);
        });
        gate.audited(staff, "reporter.placed", id, Map.of("standing", Input.label(standing), "reason", reason));
        return Response.ok(View.of(placed));
    }

    private static @Nullable Instant until(Standing standing, @Nullable Integer days, Instant now) {
        if (days == null) {
            return null;
        }
        if (standing != Standing.SUSPENDED || days < 1 || days > Limits.SUSPENSION_DAYS) {
            throw new BadInput("days", "goes with suspended, and is within 1 and " + Limits.SUSPENSION_DAYS);
        }
        return now.plus(Duration.ofDays(days));
    }
}
