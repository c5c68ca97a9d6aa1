package imprimatur.admin;

import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.base.Hashing;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.Limits;
import imprimatur.cases.Page;
import imprimatur.enforcement.Staff.Group;
import imprimatur.policy.Policy;
import imprimatur.policy.PolicyCheck;
import imprimatur.policy.PolicyDraft;
import imprimatur.policy.PolicyEdition;
import imprimatur.policy.PolicyLoader;
import imprimatur.policy.PolicyProblem;
import imprimatur.policy.PolicyStore;
import imprimatur.policy.Publication;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The policy as it is worked on: draft, publication, history. What is published is in force within a minute. */
final class Policies {
    private final Gate gate;
    private final PolicyStore store;
    private final PolicyReplay replay;
    private final Policy inForce;
    private final InstantSource clock;

    Policies(Gate gate, PolicyStore store, PolicyReplay replay, Policy inForce, InstantSource clock) {
        this.gate = gate;
        this.store = store;
        this.replay = replay;
        this.inForce = inForce;
        this.clock = clock;
    }

    void on(Router router) {
        router.on("GET /admin/policy/draft", this::draft)
                .on("PUT /admin/policy/draft", this::save)
                .on("POST /admin/policy/draft/replay", this::replay)
                .on("POST /admin/policy/draft/publish", this::publish)
                .on("GET /admin/policy/versions", this::history)
                .on("GET /admin/policy/versions/{version}", this::edition);
    }

    private Response draft(Request request) {
        gate.staff(request);
        return Response.ok(view(store.draft()));
    }

    private Response save(Request request) {
        var staff = gate.staff(request, Group.LEAD);
        var body = request.body(Draft.class);
        var draft = new PolicyDraft(body.version() + 1, body.text(), clock.instant(), staff.name());
        gate.audited(
                staff,
                "policy.draft_saved",
                "policy",
                Map.of("draft", Long.toString(draft.version()), "sha256", Hashing.sha256(body.text())));
        if (!store.save(draft)) {
            throw changed();
        }
        return Response.ok(view(draft));
    }

    /** A draft nobody has begun is the policy in force. */
    private DraftView view(PolicyDraft draft) {
        var saved = draft.text();
        var text = saved == null
                ? store.find(inForce.version())
                        .orElseThrow(() -> Gate.missing("edition of the policy in force"))
                        .text()
                : saved;
        var check = PolicyLoader.examine("draft", text);
        return new DraftView(
                draft.version(),
                text,
                saved != null,
                draft.savedAt(),
                draft.by(),
                inForce.version(),
                check.problems().stream().map(Problem::of).toList(),
                new Examples(check.passed(), check.failed()));
    }

    private Response replay(Request request) {
        var staff = gate.staff(request, Group.LEAD);
        var period = request.body(Period.class);
        var tried = good(PolicyLoader.examine("draft", text(store.draft())));
        var to = period.to() == null ? clock.instant() : period.to();
        gate.audited(
                staff,
                "policy.replayed",
                "policy",
                Map.of("version", tried.version(), "from", period.from().toString(), "to", to.toString()));
        return Response.ok(replay.of(tried, period.from(), to));
    }

    private Response publish(Request request) {
        var staff = gate.staff(request, Group.ADMIN);
        var body = request.body(Publish.class);
        var draft = store.draft();
        var text = text(draft);
        if (draft.version() != body.version()) {
            throw changed();
        }
        var next = good(PolicyLoader.examine("draft", text));
        var lost = inForce.lostIn(next);
        if (!lost.isEmpty()) {
            throw new BadInput("draft", "drops what accounts and cases refer to: " + String.join(", ", lost));
        }
        store.find(next.version())
                .filter(edition -> !edition.text().equals(text))
                .ifPresent(edition -> {
                    throw new Conflict(
                            "another policy has the version " + edition.version() + "; name the draft otherwise");
                });
        gate.audited(
                staff,
                "policy.published",
                "policy",
                Map.of(
                        "version", next.version(),
                        "before", inForce.version(),
                        "sha256", Hashing.sha256(text),
                        "reason", body.reason()));
        var edition = new PolicyEdition(next.version(), text, clock.instant(), staff.name(), body.reason());
        return Response.ok(Published.of(store.publish(edition, draft.version()).orElseThrow(Policies::changed)));
    }

    private static String text(PolicyDraft draft) {
        var text = draft.text();
        if (text == null) {
            throw new Conflict("there is no draft");
        }
        return text;
    }

    private static Policy good(PolicyCheck check) {
        return check.policy()
                .orElseThrow(() -> new BadInput(
                        "draft",
                        check.problems().stream()
                                .limit(Limits.POLICY_PROBLEMS_SHOWN)
                                .map(PolicyProblem::toString)
                                .collect(Collectors.joining("\n"))));
    }

    private static Conflict changed() {
        return new Conflict("the draft has changed since it was read");
    }

    private Response history(Request request) {
        gate.staff(request);
        var before = Input.number(request, "cursor", Long.MAX_VALUE, 1, Long.MAX_VALUE);
        var page = store.history(before, Limits.PAGE_ITEMS);
        return Response.ok(new Page<>(
                page.stream().map(Published::of).toList(),
                page.size() < Limits.PAGE_ITEMS
                        ? null
                        : Long.toString(page.getLast().number())));
    }

    private Response edition(Request request) {
        gate.staff(request);
        return Response.ok(store.find(request.parameter("version")).orElseThrow(() -> Gate.missing("such version")));
    }

    record Draft(long version, String text) {
        Draft {
            Input.text("text", text, Limits.POLICY_CHARS);
            if (version < 0) {
                throw new BadInput("version", "is negative");
            }
        }
    }

    record Period(Instant from, @Nullable Instant to) {
        Period {
            Input.required("from", from);
            if (to != null && !to.isAfter(from)) {
                throw new BadInput("to", "is not after from");
            }
        }
    }

    record Publish(long version, String reason) {
        Publish {
            Input.text("reason", reason, Limits.SHORT_TEXT_CHARS);
        }
    }

    /** @param begun false where the text is that of the policy in force, since nobody has saved another */
    private record DraftView(
            long version,
            String text,
            boolean begun,
            @Nullable Instant savedAt,
            @Nullable String by,
            String inForce,
            List<Problem> problems,
            Examples examples) {}

    private record Problem(int line, @Nullable String rule, String message) {
        private static Problem of(PolicyProblem problem) {
            return new Problem(problem.line(), problem.rule(), problem.reason());
        }
    }

    private record Examples(int passed, int failed) {}

    private record Published(long number, String version, Instant publishedAt, String by, String reason) {
        private static Published of(Publication publication) {
            return new Published(
                    publication.number(),
                    publication.version(),
                    publication.at(),
                    publication.by(),
                    publication.reason());
        }
    }
}
