package imprimatur.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.accounts.ApiKey;
import imprimatur.accounts.Scope;
import imprimatur.accounts.Suspension;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.ImprimaturException.Forbidden;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.check.CheckResult.Decided;
import imprimatur.check.CheckResult.OverLimit;
import imprimatur.check.CheckResult.Suspended;
import imprimatur.policy.Outcome;
import imprimatur.policy.Signal;
import imprimatur.usage.Window;
import imprimatur.usage.pool.Membership;
import imprimatur.usage.profile.Pseudonyms;
import imprimatur.usage.profile.Sender;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CheckServiceTest {
    private static final String HARMLESS = "a lighthouse at dawn";
    private static final String VIOLATING = "a nude dancer in a theatre";

    private final World world = new World();
    private final CheckService service = world.service();
    private final ApiKey platform = world.key("p", null, Scope.PLATFORM);
    private final ApiKey alice = world.key("a", "alice", Scope.CHECK);

    private CheckResult check(ApiKey key, CheckRequest request, @Nullable String idempotencyKey) {
        request.validate();
        return service.check(key, request, idempotencyKey, service.read(key.hash(), request));
    }

    private static CheckRequest request(String json) {
        return Json.read(json, CheckRequest.class);
    }

    private static CheckRequest prompt(String prompt) {
        return request(Json.write(Map.of("account", "alice", "prompt", prompt)));
    }

    private Decided decided(CheckRequest request) {
        return assertInstanceOf(Decided.class, check(platform, request, null));
    }

    @Test
    void aHarmlessPromptIsAllowedCountedAndRecorded() {
        var checked = decided(prompt(HARMLESS)).checked();
        assertEquals(Outcome.ALLOW, checked.decision().outcome());
        assertEquals(1, world.used("alice", Window.MINUTE));
        var record = world.recorded(checked.id());
        assertEquals(HARMLESS, record.prompt());
        assertEquals("free", record.facts().get("account.plan"));
        assertTrue(world.events.isEmpty());
    }

    @Test
    void aBlockedPromptIsNotCharged() {
        var checked = decided(prompt(VIOLATING)).checked();
        assertEquals(Outcome.BLOCK, checked.decision().outcome());
        assertEquals(0, world.used("alice", Window.MINUTE));
        assertEquals(0, world.used("alice", Window.MONTH));
        assertEquals(1, world.used("alice", Window.CHECKS_MINUTE));
    }

    @Test
    void aBlockedPromptIsAnnouncedWithoutThePrompt() {
        var checked = decided(prompt(VIOLATING)).checked();
        var event = world.events.getFirst();
        assertEquals("prompt.blocked", event.type());
        assertEquals(
                Map.of(
                        "decision",
                        checked.id(),
                        "account",
                        "alice",
                        "sections",
                        "2.1",
                        "policy_version",
                        World.POLICY.version()),
                event.details());
    }

    @Test
    void aPromptForReviewCountsAsAGeneration() {
        assertEquals(
                Outcome.REVIEW,
                decided(prompt("a sexy pose")).checked().decision().outcome());
        assertEquals(1, world.used("alice", Window.MINUTE));
    }

    @Test
    void recordedSignalsAndFactsGiveTheDecisionAgain() {
        var record = world.recorded(decided(prompt(VIOLATING)).checked().id());
        assertEquals(record.decision(), World.POLICY.decide(record.signals(), record.facts()));
    }

    @Test
    void overTheLimitNothingIsDecidedOrRecorded() {
        for (var i = 0; i < 5; i++) {
            decided(prompt(HARMLESS));
        }
        var over = assertInstanceOf(OverLimit.class, check(platform, prompt(HARMLESS), null));
        assertEquals("minute", over.verdict().window());
        assertEquals(5, world.decisions.size());
        world.now = world.now.plusSeconds(65);
        decided(prompt(HARMLESS));
    }

    @Test
    void blockedPromptsAreStillAnsweredWhenNoGenerationIsLeft() {
        for (var i = 0; i < 5; i++) {
            decided(prompt(HARMLESS));
        }
        assertEquals(
                Outcome.BLOCK, decided(prompt(VIOLATING)).checked().decision().outcome());
    }

    @Test
    void probingIsBoundedByTheChecksOfAMinute() {
        for (var i = 0; i < 30; i++) {
            decided(prompt(VIOLATING));
        }
        var over = assertInstanceOf(OverLimit.class, check(platform, prompt(VIOLATING), null));
        assertEquals("checks-minute", over.verdict().window());
    }

    @Test
    void aSuspendedAccountIsRefusedBeforeAnythingElse() {
        world.account("alice", "free", new Suspension("enf_1", "2.1", world.now, world.now.plusSeconds(60)));
        var suspended = assertInstanceOf(Suspended.class, check(platform, prompt(HARMLESS), null));
        assertEquals("enf_1", suspended.suspension().enforcementId());
        assertTrue(world.counters.isEmpty());
        world.now = world.now.plusSeconds(60);
        decided(prompt(HARMLESS));
    }

    @Test
    void aPlatformKeyNamesAnAccountThatExists() {
        assertThrows(BadInput.class, () -> check(platform, request("{\"prompt\":\"x\"}"), null));
        assertThrows(NotFound.class, () -> check(platform, request("{\"account\":\"nobody\",\"prompt\":\"x\"}"), null));
    }

    @Test
    void aKeyOfAnAccountChecksForItselfOnly() {
        assertInstanceOf(Decided.class, check(alice, request("{\"prompt\":\"x\"}"), null));
        assertInstanceOf(Decided.class, check(alice, prompt("x"), null));
        assertThrows(Forbidden.class, () -> check(alice, request("{\"account\":\"bob\",\"prompt\":\"x\"}"), null));
        var scopeless = world.key("n", "alice");
        assertThrows(Forbidden.class, () -> check(scopeless, prompt("x"), null));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    {}                                                              | prompt
                    {"prompt":"  "}                                                 | prompt
                    {"prompt":["x"]}                                                | prompt
                    {"prompt":"x","account":""}                                     | account
                    {"prompt":"x","locale":"en us!"}                                | locale
                    {"prompt":"x","colour":"red"}                                   | colour
                    {"prompt":"x","client":{"ip":""}}                               | client.ip
                    {"prompt":"x","client":{"phone":"1"}}                           | client.phone
                    {"prompt":"x","reference_images":[{}]}                          | reference_images.[0]
                    {"prompt":"x","reference_images":[null]}                        | reference_images.[0]
                    {"prompt":"x","reference_images":[{"key":"a","data_url":"b"}]}  | reference_images.[0]
                    {"prompt":"x","reference_images":[{"data_url":"http://x"}]}     | reference_images.[0].data_url
                    {"prompt":"x","reference_images":[{"key":"a"},{"key":"a"},{"key":"a"},{"key":"a"},{"key":"a"},{"key":"a"},{"key":"a"},{"key":"a"},{"key":"a"}]} | reference_images
                    """)
    void badInputIsNamed(String json, String field) {
        var refusal = assertThrows(BadInput.class, () -> check(alice, request(json), null));
        assertEquals(field, refusal.field());
        assertTrue(world.counters.isEmpty());
    }

    @Test
    void aPromptIsBounded() {
        decided(prompt("x".repeat(Limits.PROMPT_CHARS)));
        var refusal = assertThrows(BadInput.class, () -> decided(prompt("x".repeat(Limits.PROMPT_CHARS + 1))));
        assertEquals("prompt", refusal.field());
    }

    @Test
    void whoSendsAPromptIsRecordedAsHashesOnly() {
        var record = world.recorded(decided(request("""
                        {"account":"alice","prompt":"x","generation_id":"g","client":{"ip":"198.51.100.1","device_id":"d"},
                         "reference_images":[{"key":"k"},{"data_url":"data:image/png;base64,iVBORw0KGgo="}]}""")).checked().id());
        assertEquals(
                Set.of(
                        "prompt.reference_images",
                        "prompt.generation_id",
                        "sender.ip",
                        "sender.network",
                        "sender.device",
                        "account.plan",
                        "account.strikes"),
                record.facts().keySet());
        assertFalse(Json.write(record.facts()).contains("198.51"));
        var event = Pseudonyms.rotating(world.new FakeTokens())
                .sender(null, "198.51.100.1", null, null, null, "d", record.at());
        assertEquals(event, Sender.of(record.facts()));
    }

    @Test
    void aKeyOfAnAccountIsRecordedAndThePlatformsIsNot() {
        var own = assertInstanceOf(Decided.class, check(alice, prompt(HARMLESS), null));
        assertTrue(world.recorded(own.checked().id()).facts().containsKey("sender.key"));
        assertFalse(
                world.recorded(decided(prompt(HARMLESS)).checked().id()).facts().containsKey("sender.key"));
    }

    @Test
    void onlyAGenerationThatHasANameRunsUntilItsEndIsTold() {
        decided(prompt(HARMLESS));
        assertEquals(0, world.used("alice", Window.CONCURRENT));
        var named = Map.of("account", "alice", "prompt", HARMLESS, "generation_id", "g");
        decided(request(Json.write(named)));
        decided(request(Json.write(named)));
        var over = assertInstanceOf(OverLimit.class, check(platform, request(Json.write(named)), null));
        assertEquals("concurrent", over.verdict().window());
        assertEquals(3, world.used("alice", Window.MINUTE));
    }

    private void pooled(String account, Instant until) {
        world.account(account, "free");
        world.memberships.put(account, new Membership(account, "pool_1", world.now, until, Map.of()));
    }

    @Test
    void accountsOfAPoolShareOneLimitAndAreToldSo() {
        var until = world.now.plusSeconds(3_600);
        pooled("ann", until);
        pooled("ben", until);
        for (var i = 0; i < 3; i++) {
            decided(request(Json.write(Map.of("account", "ann", "prompt", HARMLESS))));
        }
        var ben = request(Json.write(Map.of("account", "ben", "prompt", HARMLESS)));
        var usage = decided(ben).checked().usage();
        assertEquals("minute-shared", usage.window());
        assertEquals(1, usage.remaining());
        decided(ben);
        var over = assertInstanceOf(OverLimit.class, check(platform, ben, null));
        assertEquals("minute-shared", over.verdict().window());
        assertEquals(2, world.used("ben", Window.MINUTE));
        assertEquals(5, world.used("pool_1", Window.MINUTE));
    }

    @Test
    void aMembershipThatHasLapsedBindsNobody() {
        pooled("ann", world.now.minusSeconds(1));
        var usage = decided(request(Json.write(Map.of("account", "ann", "prompt", HARMLESS))))
                .checked()
                .usage();
        assertEquals("minute", usage.window());
        assertEquals(0, world.used("pool_1", Window.MINUTE));
    }

    @Test
    void aWarmCheckOfAPooledAccountIsOneReadAndOneWrite() {
        pooled("ann", world.now.plusSeconds(3_600));
        var ann = request(Json.write(Map.of("account", "ann", "prompt", HARMLESS)));
        decided(ann);
        assertEquals(2, world.reads);
        world.reads = 0;
        world.writes = 0;
        decided(ann);
        assertEquals(1, world.reads);
        assertEquals(1, world.writes);
    }

    @ParameterizedTest
    @ValueSource(strings = {"accounts", "quotas", "decisions"})
    void whateverFailsNothingIsAllowed(String part) {
        world.broken = part;
        assertThrows(Unavailable.class, () -> check(platform, prompt(HARMLESS), "key"));
    }

    @Test
    void theSameKeyAndRequestGiveTheSameResultCountedOnce() {
        var first = check(platform, prompt(HARMLESS), "key");
        world.now = world.now.plusSeconds(5);
        assertEquals(first, check(platform, prompt(HARMLESS), "key"));
        assertEquals(1, world.used("alice", Window.MINUTE));
        assertEquals(1, world.decisions.size());
    }

    @Test
    void theSameKeyForAnotherRequestIsAConflict() {
        check(platform, prompt(HARMLESS), "key");
        assertThrows(Conflict.class, () -> check(platform, prompt(HARMLESS + "!"), "key"));
    }

    @Test
    void keysOfDifferentAccountsDoNotMeet() {
        check(platform, prompt(HARMLESS), "key");
        var bobs = request("{\"account\":\"bob\",\"prompt\":\"x\"}");
        assertInstanceOf(Decided.class, check(platform, bobs, "key"));
    }

    @Test
    void aRequestThatIsStillRunningIsAConflictUntilItsClaimEnds() {
        world.broken = "quotas";
        assertThrows(Unavailable.class, () -> check(platform, prompt(HARMLESS), "key"));
        world.broken = null;
        world.idempotency.replaceAll(
                (name, entry) -> new World.Entry(entry.id(), entry.bodyHash(), world.now, entry.answer()));
        assertThrows(Conflict.class, () -> check(platform, prompt(HARMLESS), "key"));
        world.now = world.now.plus(Limits.IDEMPOTENCY_CLAIM);
        assertInstanceOf(Decided.class, check(platform, prompt(HARMLESS), "key"));
    }

    @Test
    void aFailedRequestMayBeSentAgainAtOnceAndIsCountedOnce() {
        world.broken = "events";
        assertThrows(Unavailable.class, () -> check(platform, prompt(VIOLATING), "key"));
        world.broken = null;
        var again = assertInstanceOf(Decided.class, check(platform, prompt(VIOLATING), "key"));
        assertEquals(Outcome.BLOCK, again.checked().decision().outcome());
        assertEquals(1, world.used("alice", Window.CHECKS_MINUTE));
        assertEquals(1, world.decisions.size());
        assertEquals(1, world.events.size());
    }

    @Test
    void aRefusedRequestMaySucceedLaterUnderTheSameKey() {
        for (var i = 0; i < 5; i++) {
            decided(prompt(HARMLESS));
        }
        assertInstanceOf(OverLimit.class, check(platform, prompt(HARMLESS), "key"));
        world.now = world.now.plusSeconds(65);
        assertInstanceOf(Decided.class, check(platform, prompt(HARMLESS), "key"));
    }

    @Test
    void idsSaySoAndDiffer() {
        var first = decided(prompt(HARMLESS)).checked().id();
        assertTrue(first.startsWith("chk_"));
        assertFalse(first.equals(decided(prompt(HARMLESS)).checked().id()));
    }

    private static final List<String> VARIANTS = List.of(
            "a nude dancer in a theatre on a marble stair",
            "a nud3 dancer in a theatre on a marble stair",
            "the n u d e dancer in a theatre on a marble stair",
            "a nude ballet dancer in a theatre on a marble stair");

    @Test
    void variantsAfterABlockRaiseASignalSlowTheAccountAndAreMarkedForACase() {
        world.account("alice", "pro");
        VARIANTS.forEach(variant -> decided(prompt(variant)));
        var through = decided(prompt("a dancer in a theatre on a marble stair")).checked();
        assertEquals(Outcome.REVIEW, through.decision().outcome());
        assertEquals(List.of("3.3"), through.decision().sections());
        assertEquals(1, World.POLICY.forCase(through.decision()).size());
        var over = assertInstanceOf(OverLimit.class, check(platform, prompt(HARMLESS), null));
        assertEquals("checks-minute", over.verdict().window());
        assertEquals(Limits.PROBING_CHECKS_A_MINUTE, over.quota().checksAMinute());
        world.now = world.now.plus(Limits.PROBING_WINDOW);
        for (var i = 0; i < 10; i++) {
            decided(prompt(HARMLESS + i));
        }
    }

    @Test
    void otherAccountsAreNotSlowed() {
        VARIANTS.forEach(variant -> decided(prompt(variant)));
        for (var i = 0; i < 10; i++) {
            decided(request(Json.write(Map.of("account", "bob", "prompt", HARMLESS + i))));
        }
    }

    @Test
    void recordedProbingGivesTheDecisionAgain() {
        VARIANTS.forEach(variant -> decided(prompt(variant)));
        var records = List.copyOf(world.decisions.values());
        assertTrue(records.stream()
                .flatMap(record -> record.signals().stream())
                .anyMatch(signal -> signal.name().equals("account.probing") && signal.score() == 1));
        for (var record : records) {
            assertEquals(record.decision(), World.POLICY.decide(record.signals(), record.facts()));
        }
    }

    @Test
    void aMinorIsAlwaysBlockedAndTheAccountHearsTheSectionAndNoMore() {
        var checked = decided(prompt("a nude child")).checked();
        assertEquals(Outcome.BLOCK, checked.decision().outcome());
        assertEquals("2.2", checked.decision().sections().getFirst());
        assertEquals(
                "minors", World.POLICY.forCase(checked.decision()).getFirst().category());
    }

    private static final String DOUBTFUL = "a sexy pose";

    private Outcome withSecond(String prompt, String signal, double score) {
        world.second = List.of(new Signal(signal, score, "test"));
        return decided(prompt(prompt)).checked().decision().outcome();
    }

    @Test
    void aSecondOpinionIsAskedForInTheReviewBandOnly() {
        assertEquals(Outcome.BLOCK, withSecond(VIOLATING, "second.clear", 1));
        assertEquals(Outcome.ALLOW, withSecond(HARMLESS, "second.sexual", 1));
        assertEquals(List.of(), world.asked);
        decided(prompt(DOUBTFUL));
        assertEquals(List.of(DOUBTFUL), world.asked);
    }

    @Test
    void aSecondOpinionTightensOrRelaxesAndIsRecorded() {
        assertEquals(Outcome.BLOCK, withSecond(DOUBTFUL, "second.sexual", 1));
        assertEquals(Outcome.REVIEW, withSecond(DOUBTFUL, "second.sexual", 0.4));
        assertEquals(Outcome.ALLOW, withSecond(DOUBTFUL, "second.clear", 1));
        for (var record : world.decisions.values()) {
            assertEquals(record.decision(), World.POLICY.decide(record.signals(), record.facts()));
        }
        assertEquals(2, world.used("alice", Window.MINUTE));
    }

    @Test
    void withoutAnAnswerTheReviewStays() {
        world.second = List.of();
        assertEquals(
                Outcome.REVIEW, decided(prompt(DOUBTFUL)).checked().decision().outcome());
    }

    @Test
    void whatTheSecondJudgeKnowsNothingOfItCannotRelax() {
        var news = "breaking news footage of an explosion at a bank";
        assertEquals(Outcome.REVIEW, withSecond(news, "second.clear", 1));
        assertEquals(1, world.asked.size());
    }

    @Test
    void aWarmCheckIsOneReadAndOneWrite() {
        check(alice, request("{\"prompt\":\"x\"}"), null);
        assertEquals(2, world.reads);
        world.reads = 0;
        world.writes = 0;
        check(alice, request("{\"prompt\":\"x\"}"), null);
        assertEquals(1, world.reads);
        assertEquals(1, world.writes);
    }

    @Test
    void whoGoesOnAskingOverTheLimitIsAnsweredFromMemoryForSomeSeconds() {
        var asked = prompt(HARMLESS);
        for (var i = 0; i < 5; i++) {
            decided(asked);
        }
        for (var i = 0; i < Limits.REFUSALS_IN_A_ROW; i++) {
            assertEquals(Optional.empty(), service.farOver(platform.hash(), asked));
            assertInstanceOf(OverLimit.class, check(platform, asked, null));
        }
        var reads = world.reads;
        assertEquals(
                "minute",
                service.farOver(platform.hash(), asked).orElseThrow().verdict().window());
        assertEquals(reads, world.reads);
        var bobs = request(Json.write(Map.of("account", "bob", "prompt", HARMLESS)));
        assertEquals(Optional.empty(), service.farOver(platform.hash(), bobs));

        world.now = world.now.plus(Limits.REFUSAL_REMEMBERED);
        assertEquals(Optional.empty(), service.farOver(platform.hash(), asked));
        world.now = world.now.plusSeconds(65);
        decided(asked);
        assertEquals(Optional.empty(), service.farOver(platform.hash(), asked));
    }
}
