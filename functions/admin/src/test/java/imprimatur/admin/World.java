package imprimatur.admin;

import static java.util.Objects.requireNonNull;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import imprimatur.accounts.ApiKey;
import imprimatur.accounts.Scope;
import imprimatur.aws.Log;
import imprimatur.base.DomainEvent;
import imprimatur.base.Json;
import imprimatur.base.Mail;
import imprimatur.cases.Case;
import imprimatur.cases.CaseDesk;
import imprimatur.cases.FakeCaseStore;
import imprimatur.cases.FakeReporters;
import imprimatur.cases.Notice;
import imprimatur.cases.ReporterLetters;
import imprimatur.cases.Subject;
import imprimatur.cases.TrackRecords;
import imprimatur.enforcement.Appeal;
import imprimatur.enforcement.Approval;
import imprimatur.enforcement.Enforcement;
import imprimatur.enforcement.EnforcementDesk;
import imprimatur.enforcement.EnforcementStatus;
import imprimatur.enforcement.FakeEnforcementStore;
import imprimatur.enforcement.FakeLedgerStore;
import imprimatur.enforcement.Ledger;
import imprimatur.enforcement.Sanction;
import imprimatur.enforcement.SanctionKind;
import imprimatur.imaging.ImageRecord;
import imprimatur.imaging.ImageState;
import imprimatur.policy.Policy;
import imprimatur.policy.PolicyEdition;
import imprimatur.policy.PolicyLoader;
import imprimatur.policy.replay.Recorded;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The function on fakes, with one of everything; each answer is held against the contract. */
final class World {
    static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    static final String PLATFORM_KEY = "imp_platform";
    static final String ALICE_KEY = "imp_alice";
    private static final Policy POLICY = PolicyLoader.bundled();

    final FakeAccounts accounts = new FakeAccounts();
    final FakeCaseStore cases = new FakeCaseStore();
    final FakeEnforcementStore enforcements = new FakeEnforcementStore();
    final Fakes.Audit audit = new Fakes.Audit();
    final FakeLedgerStore book = new FakeLedgerStore();
    final Fakes.Images images = new Fakes.Images();
    final Fakes.BankShelf banks = new Fakes.BankShelf();
    final FakePolicies policies = new FakePolicies();
    final List<Recorded> decided = new ArrayList<>();
    final Fakes.Days usage = new Fakes.Days();
    final Fakes.Signer tokens = new Fakes.Signer();
    final Fakes.Started workflows = new Fakes.Started();
    final FakeReporters reporters = new FakeReporters();
    final Fakes.DeadLetters deadLetters = new Fakes.DeadLetters();
    final List<Mail> mails = new ArrayList<>();
    final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    final Case open;
    final Case sealed;
    final AdminHandler handler;

    final List<DomainEvent> events = new ArrayList<>();

    World() {
        var clock = InstantSource.fixed(NOW);
        handler = new AdminHandler(
                new Services(
                        accounts,
                        new Ledger(book, clock),
                        images,
                        banks,
                        cases,
                        cases,
                        new CaseDesk(
                                cases,
                                new ReporterLetters(
                                        cases,
                                        mails::add,
                                        tokens,
                                        new TrackRecords(reporters, tokens, clock),
                                        (id, cursor) -> {},
                                        "https://example.com"),
                                events::add,
                                clock),
                        enforcements,
                        new EnforcementDesk(enforcements, cases, accounts, audit, workflows, tokens, POLICY, clock),
                        audit,
                        tokens,
                        POLICY,
                        reporters,
                        deadLetters,
                        "https://example.com",
                        new Steering(policies, (from, to) -> decided.stream(), usage),
                        clock),
                Log.to(new PrintStream(logged, true, StandardCharsets.UTF_8), clock));
        policies.keep(new PolicyEdition(
                POLICY.version(), PolicyLoader.bundledText(), NOW, PolicyEdition.BUILD, "carried by the build"));
        accounts.put("alice", "free", "en", "alice@example.com");
        accounts.put("bob", "free", "en", null);
        accounts.addKey(key(PLATFORM_KEY, "backend", null, Scope.PLATFORM));
        accounts.addKey(key(ALICE_KEY, "first", "alice", Scope.CHECK));
        images.there(image("img_1", "alice"));
        images.there(image("img_2", "bob"));
        open = join("ntc_1", "2.6", "img_1");
        sealed = join("ntc_2", "2.2", "img_2");
    }

    /** An answer of the function. */
    record Answer(int status, Map<String, String> headers, String body) {
        Map<String, Object> json() {
            return Json.readMap(body);
        }

        List<?> items() {
            return (List<?>) requireNonNull(json().get("items"));
        }

        @Nullable
        Object field() {
            return json().get("field");
        }
    }

    /** As a member of staff of these groups. */
    Answer staff(String groups, String method, String path, @Nullable String body) {
        return call(event(method, path, body, Map.of("cognito:username", "sam", "cognito:groups", groups), null));
    }

    /** As another member of staff. */
    Answer staff(String name, String groups, String method, String path, @Nullable String body) {
        return call(event(method, path, body, Map.of("cognito:username", name, "cognito:groups", groups), null));
    }

    /** With an API key, or with none. */
    Answer key(@Nullable String key, String method, String path, @Nullable String body) {
        return call(event(method, path, body, null, key));
    }

    Answer call(APIGatewayV2HTTPEvent event) {
        var response = handler.handleRequest(event, new NoContext());
        var answer = new Answer(response.getStatusCode(), response.getHeaders(), response.getBody());
        var method = event.getRequestContext().getHttp().getMethod();
        Contract.holdsAnswer(
                method, event.getRawPath(), answer.status(), answer.headers().get("content-type"), answer.body());
        if (answer.status() < 300 && event.getBody() != null) {
            Contract.holdsRequest(method, event.getRawPath(), event.getBody());
        }
        return answer;
    }

    static APIGatewayV2HTTPEvent event(
            String method,
            String pathAndQuery,
            @Nullable String body,
            @Nullable Map<String, String> claims,
            @Nullable String key) {
        var parts = pathAndQuery.split("\\?", 2);
        var query = new HashMap<String, String>();
        if (parts.length > 1) {
            for (var pair : parts[1].split("&", -1)) {
                query.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
            }
        }
        var http = APIGatewayV2HTTPEvent.RequestContext.Http.builder()
                .withMethod(method)
                .withPath(parts[0])
                .build();
        var context =
                APIGatewayV2HTTPEvent.RequestContext.builder().withHttp(http).build();
        if (claims != null) {
            context.setAuthorizer(APIGatewayV2HTTPEvent.RequestContext.Authorizer.builder()
                    .withJwt(APIGatewayV2HTTPEvent.RequestContext.Authorizer.JWT
                            .builder()
                            .withClaims(claims)
                            .build())
                    .build());
        }
        return APIGatewayV2HTTPEvent.builder()
                .withRawPath(parts[0])
                .withQueryStringParameters(query)
                .withHeaders(key == null ? Map.of() : Map.of("authorization", "Bearer " + key))
                .withRequestContext(context)
                .withBody(body)
                .build();
    }

    /** An enforcement that was applied, against alice; decided by dora. */
    Enforcement applied(String id, String section) {
        return applied(id, section, "alice");
    }

    Enforcement applied(String id, String section, String account) {
        var enforcement = new Enforcement(
                id,
                1,
                null,
                null,
                account,
                section,
                List.of("img_1"),
                List.of(new Sanction(SanctionKind.SUSPEND, 7)),
                "a fabricated flood",
                "dora",
                NOW,
                EnforcementStatus.APPLIED,
                null,
                null,
                null,
                NOW,
                NOW,
                Map.of(SanctionKind.SUSPEND, Map.of("until", "2026-11-08T10:00:00Z")));
        enforcements.create(enforcement);
        return enforcement;
    }

    /** A question to a group, proposed by dora. */
    Approval asked(String id, String section, String group) {
        var approval = new Approval(
                id,
                1,
                "enf_" + id,
                null,
                "alice",
                section,
                List.of(new Sanction(SanctionKind.SUSPEND, null)),
                "for good",
                group,
                "dora",
                NOW,
                NOW.plus(Duration.ofDays(1)),
                Approval.State.PENDING,
                null,
                null);
        enforcements.create(approval);
        return approval;
    }

    /** An appeal against an enforcement that dora decided. */
    Appeal appealed(String id, String section) {
        var appeal = new Appeal(
                id,
                1,
                "enf_" + id,
                null,
                "alice",
                section,
                "it is my own painting",
                List.of("dora"),
                NOW,
                NOW.plus(Duration.ofDays(7)),
                Appeal.State.PENDING,
                null,
                null,
                null);
        enforcements.create(appeal);
        return appeal;
    }

    Case join(String noticeId, String section, String image) {
        var notice = new Notice(
                noticeId,
                Notice.Channel.FORM,
                NOW,
                section,
                "please look",
                List.of(),
                image,
                "alice",
                null,
                "reader@example.com",
                true,
                "en");
        return cases.join(notice, new Subject(Subject.Kind.IMAGE, image), "alice", NOW.plus(Duration.ofHours(1)));
    }

    private static ApiKey key(String secret, String name, @Nullable String account, Scope scope) {
        return new ApiKey(ApiKey.hashOf(secret), name, account, Set.of(scope), NOW, false);
    }

    private static ImageRecord image(String id, String account) {
        return new ImageRecord(
                id,
                account,
                "incoming/" + account + "/" + id + ".png",
                "v1",
                "01",
                "0".repeat(64),
                null,
                0,
                "image/png",
                8,
                8,
                null,
                ImageState.BLOCKED,
                List.of("2.6"),
                id,
                NOW,
                null);
    }
}
