package imprimatur.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Limits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CurrentPolicyTest {
    private static final Policy BUNDLED = PolicyLoader.bundled();

    private final Map<String, PolicyEdition> editions = new HashMap<>();
    private final List<Runnable> beside = new ArrayList<>();
    private final List<String> refused = new ArrayList<>();
    private Instant now = Instant.parse("2026-11-01T10:00:00Z");
    private @Nullable String inForce;
    private boolean down;
    private int looks;

    private final CurrentPolicy current = new CurrentPolicy(
            BUNDLED,
            new PolicySource() {
                @Override
                public Optional<String> inForce() {
                    looks++;
                    if (down) {
                        throw new IllegalStateException("no answer");
                    }
                    return Optional.ofNullable(inForce);
                }

                @Override
                public Optional<PolicyEdition> find(String version) {
                    return Optional.ofNullable(editions.get(version));
                }
            },
            new CurrentPolicy.Refusals() {
                @Override
                public void broken(String version, String problems) {
                    refused.add(problems);
                }

                @Override
                public void failed(RuntimeException failure) {
                    refused.add(String.valueOf(failure.getMessage()));
                }
            },
            beside::add,
            () -> now);

    private void publish(String version, String text) {
        editions.put(version, new PolicyEdition(version, text, now, "dora", "new"));
        inForce = version;
    }

    private static String named(String version) {
        return PolicyLoader.bundledText()
                .replace("version: \"" + BUNDLED.version() + "\"", "version: \"" + version + "\"");
    }

    private void pass(Duration time) {
        now = now.plus(time);
    }

    @Test
    void untilAnotherIsPublishedTheBuildsOwnDecides() {
        assertSame(BUNDLED, current.get());
    }

    @Test
    void aProcessThatStartsAfterAPublicationDecidesByIt() {
        publish("next", named("next"));
        assertEquals("next", current.get().version());
    }

    @Test
    void aRequestOfABusyProcessNeverWaitsForALook() {
        assertSame(BUNDLED, current.get());
        publish("next", named("next"));
        pass(Limits.POLICY_REFRESH);
        assertSame(BUNDLED, current.get());
        assertEquals(1, looks);
        assertSame(BUNDLED, current.get());
        assertEquals(1, beside.size(), "one look at a time");
        beside.removeFirst().run();
        assertEquals("next", current.get().version());
    }

    @Test
    void aProcessThatHadNothingToDoLooksBeforeItDecides() {
        assertSame(BUNDLED, current.get());
        publish("next", named("next"));
        pass(Limits.POLICY_STALE);
        assertEquals("next", current.get().version());
        assertTrue(Limits.POLICY_STALE.compareTo(Duration.ofMinutes(1)) < 0);
    }

    @Test
    void aBrokenPolicyIsRefusedOnceWithItsLineAndTheLastGoodOneStays() {
        publish("good", named("good"));
        assertEquals("good", current.get().version());
        publish("broken", named("broken").replace("severity: critical", "severity: huge"));
        for (var i = 0; i < 3; i++) {
            pass(Limits.POLICY_STALE);
            assertEquals("good", current.get().version());
        }
        assertEquals(1, refused.size());
        assertTrue(refused.getFirst().matches("(?s).*broken:\\d+: .*"), refused.getFirst());
    }

    @Test
    void whileTheTableDoesNotAnswerTheLastGoodOneStays() {
        publish("good", named("good"));
        assertEquals("good", current.get().version());
        down = true;
        pass(Limits.POLICY_STALE);
        assertEquals("good", current.get().version());
        assertEquals(List.of("no answer"), refused);
        down = false;
        inForce = BUNDLED.version();
        pass(Limits.POLICY_STALE);
        assertSame(BUNDLED, current.get());
    }

    @Test
    void servicesAreMadeAgainOnlyWhenThePolicyIsAnother() {
        var services = current.each(policy -> new StringBuilder(policy.version()));
        var first = services.get();
        assertSame(first, services.get());
        publish("next", named("next"));
        pass(Limits.POLICY_STALE);
        var second = services.get();
        assertNotSame(first, second);
        assertEquals("next", second.toString());
        assertSame(second, services.get());
    }
}
