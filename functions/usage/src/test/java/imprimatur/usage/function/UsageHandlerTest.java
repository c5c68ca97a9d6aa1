package imprimatur.usage.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import imprimatur.accounts.Account;
import imprimatur.accounts.AccountStore;
import imprimatur.accounts.ApiKey;
import imprimatur.accounts.Scope;
import imprimatur.accounts.Strike;
import imprimatur.accounts.Suspension;
import imprimatur.audit.AuditEntry;
import imprimatur.audit.AuditLog;
import imprimatur.audit.AuditRecord;
import imprimatur.aws.Log;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.base.Tokens;
import imprimatur.cases.Case;
import imprimatur.cases.CaseStatus;
import imprimatur.cases.Notice;
import imprimatur.cases.Subject;
import imprimatur.enforcement.Balance;
import imprimatur.enforcement.Ledger;
import imprimatur.enforcement.LedgerEntry;
import imprimatur.enforcement.LedgerStore;
import imprimatur.policy.Decision;
import imprimatur.policy.DecisionRecord;
import imprimatur.policy.DecisionStore;
import imprimatur.policy.Outcome;
import imprimatur.policy.PolicyLoader;
import imprimatur.usage.Activity;
import imprimatur.usage.Charge;
import imprimatur.usage.DayUsage;
import imprimatur.usage.Quota;
import imprimatur.usage.QuotaStore;
import imprimatur.usage.QuotaVerdict;
import imprimatur.usage.UsageEvent;
import imprimatur.usage.UsageStore;
import imprimatur.usage.detect.Memory;
import imprimatur.usage.pool.Membership;
import imprimatur.usage.pool.PoolStore;
import imprimatur.usage.pool.Pools;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replays the samples of {@code events/} as the runtime does it. */
class UsageHandlerTest {
    private static final Path EVENTS = Path.of("../../events");
    private static final String PLATFORM_KEY = "imp_sample-platform-key";
    private static final Instant NOW = Instant.parse("2026-11-01T10:00:00Z");
    private static final Context CONTEXT = (Context) Proxy.newProxyInstance(
            Context.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                throw new UnsupportedOperationException(method.getName());
            });

    private final FakeUsage usage = new FakeUsage();
    private final FakePools memberships = new FakePools();
    private final List<AuditEntry> audited = new ArrayList<>();
    private final List<Notice> notices = new ArrayList<>();
    private final List<String> givenBack = new ArrayList<>();
    private final UsageHandler handler;
    private boolean queueIsDown;

    UsageHandlerTest() {
        var policy = PolicyLoader.bundled();
        var memory = new Memory();
        var pools = new Pools(policy.pooling(), memberships, new FakeAudit(), () -> NOW);
        var watching = new Watching(
                policy, memory, memory, new FakeTokens(), new FakeAccounts(), this::take, pools, () -> NOW);
        var door = new UsageDoor(
                new FakeAccounts(),
                new FakeQuotas(),
                usage,
                new Ledger(new FakeLedger(), () -> NOW),
                new FakeDecisions(),
                memberships,
                policy,
                watching,
                () -> NOW);
        var log = Log.to(new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), () -> NOW);
        handler = new UsageHandler(
                new Wiring(door, usage, policy, this::take, watching, new PoolReleases(this::evasion, policy, pools)),
                log);
    }

    /** Signs with what it is asked for. */
    private record FakeTokens() implements Tokens {
        @Override
        public String sign(String purpose, String id) {
            return purpose + id;
        }

        @Override
        public boolean verify(String purpose, String id, String token) {
            return token.equals(sign(purpose, id));
        }
    }

    private static String scrape(int from) {
        return IntStream.range(from, from + 80)
                .mapToObj(i ->
                        "{\"id\":\"evt-%d\",\"kind\":\"download\",\"account\":\"alice\",\"at\":\"%s\",\"image_id\":\"img-%d\"}"
                                .formatted(i, NOW.minusSeconds(4_000 - i), i))
                .collect(Collectors.joining(",", "{\"events\":[", "]}"));
    }

    @Test
    void whoScrapesTheGalleryGetsOneNoticeWithTheEvidence() throws Exception {
        for (var from = 1; from < 800; from += 80) {
            var answer = handle(withBody(scrape(from)));
            assertEquals(202, answer.get("statusCode"));
        }
        assertEquals(1, notices.size());
        var notice = notices.getFirst();
        assertEquals("3.1", notice.section());
        assertEquals("alice", notice.account());
        assertTrue(notice.explanation().contains("gallery-scraping"), notice.explanation());
        assertTrue(notice.explanation().contains("\"timeline\""), notice.explanation());
        assertTrue(notice.explanation().length() <= Limits.LONG_TEXT_CHARS);
    }

    private void take(Notice notice) {
        if (queueIsDown) {
            throw new Unavailable("the queue is down", new IllegalStateException());
        }
        notices.add(notice);
    }

    /** The second sample's decision, as if another rule had fired. */
    private static String fired(String rule, String category, String section, String outcome) throws IOException {
        return sample("stream-decisions.json")
                .replace(
                        "\\\"category\\\":\\\"sexual\\\",\\\"id\\\":\\\"sexual-block\\\",\\\"outcome\\\":\\\"block\\\",\\\"section\\\":\\\"2.1\\\"",
                        "\\\"category\\\":\\\"%s\\\",\\\"id\\\":\\\"%s\\\",\\\"outcome\\\":\\\"%s\\\",\\\"section\\\":\\\"%s\\\""
                                .formatted(category, rule, outcome, section));
    }

    private Map<String, Object> handle(String event) throws IOException {
        var out = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), out, CONTEXT);
        return Json.readMap(out.toString(StandardCharsets.UTF_8));
    }

    private static String sample(String name) throws IOException {
        return Files.readString(EVENTS.resolve(name));
    }

    private static Map<String, Object> body(Map<String, Object> response) {
        return Json.readMap(String.valueOf(response.get("body")));
    }

    private static String withBody(String body) throws IOException {
        var event = new TreeMap<>(Json.readMap(sample("api-events.json")));
        event.put("body", body);
        return Json.write(event);
    }

    @Test
    void checkedPromptsCountInTheirDayOnceHoweverOftenDelivered() throws Exception {
        for (var i = 0; i < 2; i++) {
            assertEquals(List.of(), handle(sample("stream-decisions.json")).get("batchItemFailures"));
        }
        assertEquals(
                List.of(new DayUsage(LocalDate.parse("2026-11-01"), Map.of(Activity.CHECK, 2, Activity.BLOCKED, 1))),
                usage.days("alice", LocalDate.MIN, LocalDate.MAX));
    }

    @Test
    void whatAModeratorNeedNotSeeOpensNoCase() throws Exception {
        handle(sample("stream-decisions.json"));
        assertEquals(List.of(), notices);
    }

    @Test
    void aBlockOnMinorsOpensACaseWhateverRuleFired() throws Exception {
        var event = fired("minors-of-a-later-policy", "minors", "2.2", "block");
        handle(event);
        handle(event);
        assertEquals(2, notices.size());
        assertEquals(notices.get(0), notices.get(1));
        var notice = notices.getFirst();
        assertEquals("2.2", notice.section());
        assertEquals("alice", notice.account());
        assertEquals(Notice.Channel.USAGE, notice.channel());
        assertTrue(notice.explanation().contains("chk_01kb0w2j4v0000000000000002"), notice.explanation());
        assertTrue(Json.write(notice).length() < 600, "it holds no prompt and no evidence");
    }

    @Test
    void everyBlockOnMinorsIsANoticeOfItsOwnAndProbingOneAnHour() throws Exception {
        var later = "chk_01kb0w2j4v0000000000000009";
        var id = "chk_01kb0w2j4v0000000000000002";
        for (var minors : List.of(true, false)) {
            notices.clear();
            var event = minors
                    ? fired("minors-sexual", "minors", "2.2", "block")
                    : fired("probing", "rate_evasion", "3.3", "review");
            handle(event);
            handle(event.replace(id, later));
            handle(event.replace(id, later).replace("2026-11-01T10:00:01Z", "2026-11-01T11:00:01Z"));
            assertEquals(2, notices.stream().map(Notice::id).distinct().count(), "minors: " + minors);
        }
    }

    @Test
    void aNoticeThatTheQueueDidNotTakeIsSentAgainAndCountedOnce() throws Exception {
        queueIsDown = true;
        var event = fired("minors-sexual", "minors", "2.2", "block");
        assertEquals(
                List.of(Map.of("itemIdentifier", "4421584500000000017450439092")),
                handle(event).get("batchItemFailures"));
        queueIsDown = false;
        assertEquals(List.of(), handle(event).get("batchItemFailures"));
        assertEquals(1, notices.size());
        assertEquals(
                1, usage.days("alice", LocalDate.MIN, LocalDate.MAX).getFirst().count(Activity.BLOCKED));
    }

    @Test
    void theFirstRecordThatFailsIsReportedAndLaterOnesWait() throws Exception {
        usage.failing.add("decision:chk_01kb0w2j4v0000000000000002");
        assertEquals(
                List.of(Map.of("itemIdentifier", "4421584500000000017450439092")),
                handle(sample("stream-decisions.json")).get("batchItemFailures"));
        usage.failing.clear();
        handle(sample("stream-decisions.json"));
        assertEquals(
                2, usage.days("alice", LocalDate.MIN, LocalDate.MAX).getFirst().count(Activity.CHECK));
    }

    @Test
    void aRecordThatIsNoDecisionIsReportedAndNotSwallowed() throws Exception {
        var broken = sample("stream-decisions.json").replace("\"outcome\": {", "\"came_out\": {");
        assertEquals(
                List.of(Map.of("itemIdentifier", "4421584500000000017450439091")),
                handle(broken).get("batchItemFailures"));
    }

    @Test
    void aRecordThatExpiredCountsNothing() throws Exception {
        var expired = sample("stream-decisions.json").replace("\"NewImage\"", "\"OldImage\"");
        assertEquals(List.of(), handle(expired).get("batchItemFailures"));
        assertTrue(usage.byDay.isEmpty());
    }

    @Test
    void eventsOfABatchCountAndDuplicatesCountOnce() throws Exception {
        var response = handle(sample("api-events.json"));
        assertEquals(202, response.get("statusCode"));
        assertEquals(Map.of("accepted", 3, "duplicates", 1), body(response));
        assertEquals(Map.of("accepted", 0, "duplicates", 4), body(handle(sample("api-events.json"))));
        var day = usage.days("alice", LocalDate.MIN, LocalDate.MAX).getFirst();
        assertEquals(1, day.count(Activity.GENERATION));
        assertEquals(1, day.count(Activity.DOWNLOAD));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}                                                                                       | events
                    {"events":[]}                                                                            | events
                    {"events":[null]}                                                                        | events.[0]
                    {"events":[{"kind":"login","account":"alice","at":"2026-11-01T10:00:00Z"}]}              | events.[0].id
                    {"events":[{"id":"e","account":"alice","at":"2026-11-01T10:00:00Z"}]}                    | events.[0].kind
                    {"events":[{"id":"e","kind":"party","account":"alice","at":"2026-11-01T10:00:00Z"}]}     | events.[0].kind
                    {"events":[{"id":"e","kind":"login","at":"2026-11-01T10:00:00Z"}]}                       | events.[0].account
                    {"events":[{"id":"e","kind":"login","account":"nobody","at":"2026-11-01T10:00:00Z"}]}    | events.[0].account
                    {"events":[{"id":"e","kind":"login","account":"alice"}]}                                 | events.[0].at
                    {"events":[{"id":"e","kind":"login","account":"alice","at":"yesterday"}]}                | events.[0].at
                    {"events":[{"id":"e","kind":"login","account":"alice","at":"2026-10-01T10:00:00Z"}]}     | events.[0].at
                    {"events":[{"id":"e","kind":"login","account":"alice","at":"2026-11-01T11:00:00Z"}]}     | events.[0].at
                    """)
    void badEventsAreNamedAndNothingIsCounted(String body, String field) throws Exception {
        var response = handle(withBody(body));
        assertEquals(400, response.get("statusCode"));
        assertEquals(field, body(response).get("field"));
        assertTrue(usage.byDay.isEmpty());
    }

    private static String generation(String id, String account, String rest) {
        return "{\"events\":[{\"id\":\"%s\",\"kind\":\"generation\",\"account\":\"%s\",\"at\":\"%s\"%s}]}"
                .formatted(id, account, NOW, rest);
    }

    @Test
    void aGenerationThatFailedIsGivenBackOnceHoweverItIsTold() throws Exception {
        var failed = ",\"check_id\":\"chk_allowed\",\"outcome\":\"failed\"";
        assertEquals(202, handle(withBody(generation("evt-1", "alice", failed))).get("statusCode"));
        assertEquals(202, handle(withBody(generation("evt-2", "alice", failed))).get("statusCode"));
        assertEquals(List.of("alice " + NOW.minusSeconds(30) + " failed"), givenBack);
    }

    @Test
    void aGenerationThatSucceededRunsNoMoreAndIsCharged() throws Exception {
        handle(withBody(generation("evt-1", "alice", ",\"check_id\":\"chk_allowed\"")));
        assertEquals(List.of("alice " + NOW.minusSeconds(30)), givenBack);
    }

    @ParameterizedTest
    @CsvSource({"alice,chk_blocked", "alice,chk_looked", "alice,chk_unknown", "bob,chk_allowed"})
    void whatNoCheckOfTheAccountAdmittedIsNotGivenBack(String account, String check) throws Exception {
        var body = generation("evt-1", account, ",\"check_id\":\"" + check + "\",\"outcome\":\"failed\"");
        assertEquals(400, handle(withBody(body)).get("statusCode"));
        assertEquals(List.of(), givenBack);
    }

    @Test
    void oneBadEventStopsTheBatch() throws Exception {
        var body =
                "{\"events\":[{\"id\":\"e\",\"kind\":\"login\",\"account\":\"alice\",\"at\":\"2026-11-01T10:00:00Z\"},"
                        + "{\"id\":\"f\",\"kind\":\"login\",\"account\":\"nobody\",\"at\":\"2026-11-01T10:00:00Z\"}]}";
        assertEquals("events.[1].account", body(handle(withBody(body))).get("field"));
        assertTrue(usage.byDay.isEmpty());
    }

    @Test
    void aBatchIsBounded() throws Exception {
        var one = "{\"id\":\"e\",\"kind\":\"login\",\"account\":\"alice\",\"at\":\"2026-11-01T10:00:00Z\"}";
        var many = String.join(",", java.util.Collections.nCopies(Limits.EVENTS_A_BATCH + 1, one));
        assertEquals(
                "events", body(handle(withBody("{\"events\":[" + many + "]}"))).get("field"));
    }

    @Test
    void onlyThePlatformReportsEvents() throws Exception {
        assertEquals(
                401,
                handle(sample("api-events.json").replace(PLATFORM_KEY, "forged"))
                        .get("statusCode"));
        assertEquals(
                403,
                handle(sample("api-events.json").replace(PLATFORM_KEY, "alice-key"))
                        .get("statusCode"));
    }

    @Test
    void usageShowsWindowsAndDays() throws Exception {
        handle(sample("stream-decisions.json"));
        handle(sample("api-events.json"));
        var response = handle(sample("api-usage.json"));
        assertEquals(200, response.get("statusCode"));
        var body = body(response);
        assertEquals("free", body.get("plan"));
        assertEquals(
                List.of(Map.of(
                        "day",
                        "2026-11-01",
                        "checks",
                        2,
                        "blocked",
                        1,
                        "generations",
                        1,
                        "failed",
                        0,
                        "downloads",
                        1,
                        "logins",
                        0,
                        "signups",
                        0)),
                body.get("days"));
        assertEquals(
                Map.of("window", "minute", "limit", 5, "used", 0, "remaining", 5, "reset", "2026-11-01T10:01:00Z"),
                body.get("usage"));
        assertEquals(Map.of("state", "good"), body.get("standing"));
        assertEquals(70, body.get("credits"));
    }

    @Test
    void anAccountReadsItsOwnUsageOnly() throws Exception {
        var own = sample("api-usage.json").replace(PLATFORM_KEY, "alice-key");
        assertEquals(200, handle(own).get("statusCode"));
        assertEquals(
                403,
                handle(own.replace("\"account\": \"alice\"", "\"account\": \"bob\""))
                        .get("statusCode"));
        assertEquals(
                404,
                handle(sample("api-usage.json").replace("\"account\": \"alice\"", "\"account\": \"nobody\""))
                        .get("statusCode"));
    }

    @Test
    void whatIsNeitherARequestNorABatchFails() {
        assertThrows(BadInput.class, () -> handle("[]"));
    }

    /** Counters in memory. */
    private static final class FakeUsage implements UsageStore {
        private final Set<String> seen = new HashSet<>();
        private final Set<String> failing = new HashSet<>();
        private final TreeMap<String, EnumMap<Activity, Integer>> byDay = new TreeMap<>();

        @Override
        public boolean count(UsageEvent event) {
            if (failing.contains(event.id())) {
                throw new Unavailable("down", new IllegalStateException());
            }
            if (!seen.add(event.id())) {
                return false;
            }
            var counts =
                    byDay.computeIfAbsent(event.account() + " " + event.day(), key -> new EnumMap<>(Activity.class));
            event.activities().forEach(activity -> counts.merge(activity, 1, Integer::sum));
            return true;
        }

        @Override
        public List<DayUsage> days(String account, LocalDate from, LocalDate to) {
            var days = new ArrayList<DayUsage>();
            byDay.descendingMap().forEach((key, counts) -> {
                var day = LocalDate.parse(key.substring(key.indexOf(' ') + 1));
                if (key.startsWith(account + " ") && !day.isBefore(from) && !day.isAfter(to)) {
                    days.add(new DayUsage(day, counts));
                }
            });
            return days;
        }
    }

    /** Of Alice: a prompt that was allowed, one that was blocked, and one that was only looked at. */
    private static final class FakeDecisions implements DecisionStore {
        @Override
        public boolean put(DecisionRecord decision) {
            throw new UnsupportedOperationException("the function does not ask for this");
        }

        @Override
        public Optional<DecisionRecord> find(String id) {
            return switch (id) {
                case "chk_allowed" -> Optional.of(decided(id, Outcome.ALLOW, Map.of()));
                case "chk_blocked" -> Optional.of(decided(id, Outcome.BLOCK, Map.of()));
                case "chk_looked" ->
                    Optional.of(decided(id, Outcome.ALLOW, Map.of(DecisionRecord.MODERATION_ID, "modr-1")));
                default -> Optional.empty();
            };
        }

        private static DecisionRecord decided(String id, Outcome outcome, Map<String, Object> facts) {
            var decision = new Decision(outcome, List.of(), List.of(), "1");
            return new DecisionRecord(
                    id,
                    DecisionRecord.Kind.PROMPT,
                    "alice",
                    NOW.minusSeconds(30),
                    decision,
                    List.of(),
                    facts,
                    "a lake",
                    null);
        }
    }

    /** Alice has 70 credits left of 100. */
    private static final class FakeLedger implements LedgerStore {
        @Override
        public Balance balance(String account) {
            return new Balance(2, 100, 70, 0, 30, 0);
        }

        @Override
        public Optional<LedgerEntry> entry(String account, String id) {
            throw new UnsupportedOperationException("the function does not ask for this");
        }

        @Override
        public boolean post(LedgerEntry entry, Balance after) {
            throw new UnsupportedOperationException("the function does not ask for this");
        }
    }

    /** Nothing used. */
    private final class FakeQuotas implements QuotaStore {
        @Override
        public QuotaVerdict admit(String account, Quota quota, Charge charge, Instant now) {
            throw new UnsupportedOperationException("the function does not ask for this");
        }

        @Override
        public void giveBack(Generation generation, boolean failed, Instant now) {
            givenBack.add(generation.account() + " " + generation.admitted() + (failed ? " failed" : ""));
        }

        @Override
        public List<QuotaVerdict> shared(String pool, Quota quota, Instant now) {
            return List.of(new QuotaVerdict(true, "minute-shared", 5, 1, now.plusSeconds(30)));
        }

        @Override
        public QuotaVerdict peek(String account, Quota quota, Instant now) {
            return windows(account, quota, now).getFirst();
        }

        @Override
        public List<QuotaVerdict> windows(String account, Quota quota, Instant now) {
            var limit = quota.generationsAMinute();
            return List.of(new QuotaVerdict(true, "minute", limit, limit, now.plusSeconds(60)));
        }
    }

    /** Alice and Bob, a platform key and Alice's own. */
    private static final class FakeAccounts implements AccountStore {
        @Override
        public Optional<Account> find(String id) {
            return Set.of("alice", "bob").contains(id)
                    ? Optional.of(new Account(id, "free", "en", null, NOW, List.of(), Map.of()))
                    : Optional.empty();
        }

        @Override
        public Optional<ApiKey> key(String hash) {
            if (hash.equals(ApiKey.hashOf(PLATFORM_KEY))) {
                return Optional.of(new ApiKey(hash, "platform", null, Set.of(Scope.PLATFORM), NOW, false));
            }
            return hash.equals(ApiKey.hashOf("alice-key"))
                    ? Optional.of(new ApiKey(hash, "own", "alice", Set.of(Scope.CHECK), NOW, false))
                    : Optional.empty();
        }

        @Override
        public Account put(String id, String plan, String locale, @Nullable String email) {
            throw new UnsupportedOperationException("the function does not ask for this");
        }

        @Override
        public List<ApiKey> keysOf(String account) {
            throw new UnsupportedOperationException("the function does not ask for this");
        }

        @Override
        public void addKey(ApiKey key) {
            throw new UnsupportedOperationException("the function does not ask for this");
        }

        @Override
        public void setRevoked(String hash, boolean revoked) {
            throw new UnsupportedOperationException("the function does not ask for this");
        }

        @Override
        public void suspend(String account, Suspension suspension) {
            throw new UnsupportedOperationException("the function does not ask for this");
        }

        @Override
        public boolean lift(String account, String enforcementId) {
            throw new UnsupportedOperationException("the function does not ask for this");
        }

        @Override
        public void strike(String account, Strike strike) {
            throw new UnsupportedOperationException("the function does not ask for this");
        }

        @Override
        public boolean unstrike(String account, String caseId) {
            throw new UnsupportedOperationException("the function does not ask for this");
        }
    }

    /** Alice's case of evaded limits, which Rita has dismissed; and one of another section. */
    private Optional<Case> evasion(String id) {
        return Optional.of(new Case(
                id,
                3,
                CaseStatus.DISMISSED,
                NOW,
                new Subject(Subject.Kind.NOTICE, "ntc_1"),
                "alice",
                id.equals("case_evasion") ? "3.3" : "2.1",
                NOW,
                NOW,
                null,
                null,
                "rita",
                "sisters",
                null,
                null,
                List.of(),
                1));
    }

    private static String closed(String id) {
        return """
                {"source":"imprimatur","detail-type":"case.closed","detail":{"case":"%s","outcome":"dismissed"}}""".formatted(id);
    }

    private void poolAlice() {
        memberships.kept.put(
                "alice", new Membership("alice", "pool_1", NOW, NOW.plusSeconds(9_000), Map.of("bob", "same device")));
    }

    @Test
    void aDismissedCaseOfEvasionEndsThePoolOnceAndAnotherDoesNot() throws Exception {
        poolAlice();
        tell(closed("case_nudity"));
        assertEquals("pool_1", memberships.find("alice").orElseThrow().pool());
        tell(closed("case_evasion"));
        tell(closed("case_evasion"));
        assertTrue(memberships.find("alice").orElseThrow().isReleased(NOW));
        assertEquals(
                List.of("rita pool.left alice"),
                audited.stream()
                        .map(entry -> entry.actor() + " " + entry.act() + " " + entry.subject())
                        .toList());
    }

    @Test
    void anAppealThatIsGrantedEndsThePool() throws Exception {
        poolAlice();
        tell("""
                {"source":"imprimatur","detail-type":"appeal.decided","detail":{"appeal":"apl_1","account":"alice",
                 "section":"3.3","enforcement":"enf_1","outcome":"overturned"}}""");
        assertTrue(memberships.find("alice").orElseThrow().isReleased(NOW));
    }

    private void tell(String event) throws IOException {
        handler.handleRequest(
                new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), new ByteArrayOutputStream(), CONTEXT);
    }

    @Test
    void usageTellsWhatIsSharedAndWithHowMany() throws Exception {
        poolAlice();
        var body = body(handle(sample("api-usage.json")));
        assertTrue(String.valueOf(body.get("usage")).contains("minute-shared"), body.toString());
        assertTrue(String.valueOf(body.get("windows")).contains("minute-shared"), body.toString());
        assertTrue(String.valueOf(body.get("pool")).contains("accounts=1"), body.toString());
    }

    /** Memberships in memory. */
    private static final class FakePools implements PoolStore {
        private final Map<String, Membership> kept = new TreeMap<>();

        @Override
        public Optional<Membership> find(String account) {
            return Optional.ofNullable(kept.get(account));
        }

        @Override
        public Set<String> accounts(String pool) {
            return kept.keySet();
        }

        @Override
        public Written put(@Nullable Membership before, Membership next, int most) {
            kept.put(next.account(), next);
            return Written.DONE;
        }

        @Override
        public boolean remove(Membership before) {
            return kept.remove(before.account(), before);
        }
    }

    private final class FakeAudit implements AuditLog {
        @Override
        public AuditRecord append(AuditEntry entry) {
            audited.add(entry);
            return new AuditRecord(audited.size(), entry, "", "");
        }

        @Override
        public List<AuditRecord> read(long fromSeq, int limit) {
            throw new UnsupportedOperationException("the function does not ask for this");
        }
    }
}
