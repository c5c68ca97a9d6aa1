package imprimatur.usage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.base.Tokens;
import imprimatur.policy.Signal;
import imprimatur.usage.Probing.Sender;
import imprimatur.usage.Probing.Trial;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProbingTest {
    private static final Sender ALICE = new Sender("alice", null, null);
    private static final List<String> VARIANTS = List.of(
            "a bare wizard standing in front of a lighthouse at dawn",
            "a bare wizzard standing in front of a lighthouse at dawn",
            "a bare old wizard standing in front of a lighthouse at dusk",
            "one bare wizard, standing in front of the lighthouse at dawn");

    private final Map<String, List<Attempt>> kept = new HashMap<>();
    private final Probing probing = new Probing(new Store(), new Keys());
    private Instant now = Instant.parse("2026-11-01T10:00:00Z");
    private int keysAsked;

    private final class Store implements AttemptStore {
        @Override
        public List<Attempt> recent(List<String> subjects, Instant since) {
            return subjects.stream()
                    .flatMap(subject -> kept.getOrDefault(subject, List.of()).stream())
                    .filter(attempt -> attempt.at().isAfter(since))
                    .distinct()
                    .toList();
        }

        @Override
        public void add(List<String> subjects, Attempt attempt) {
            subjects.forEach(subject ->
                    kept.computeIfAbsent(subject, none -> new ArrayList<>()).add(attempt));
        }
    }

    private final class Keys implements Tokens {
        @Override
        public String sign(String purpose, String id) {
            keysAsked++;
            return "secret";
        }

        @Override
        public boolean verify(String purpose, String id, String token) {
            return false;
        }
    }

    private Trial look(Sender sender, String text) {
        return probing.look(sender, text, text.replace(",", ""), now);
    }

    private void refuse(Sender sender, String... texts) {
        for (var text : texts) {
            look(sender, text).decided(true);
            now = now.plusSeconds(5);
        }
    }

    private static double score(Trial trial) {
        return trial.signal().map(Signal::score).orElse(0.0);
    }

    @Test
    void theSignalGrowsWithEachRefusedVariant() {
        assertEquals(0, score(look(ALICE, VARIANTS.get(0))));
        refuse(ALICE, VARIANTS.get(0));
        assertEquals(1.0 / 3, score(look(ALICE, VARIANTS.get(1))), 1e-9);
        refuse(ALICE, VARIANTS.get(1), VARIANTS.get(2));
        var trial = look(ALICE, VARIANTS.get(3));
        assertEquals(1, score(trial));
        assertTrue(trial.slowed());
    }

    @Test
    void theSameTextAgainIsARepetitionAndNoVariant() {
        refuse(ALICE, VARIANTS.get(0), VARIANTS.get(0), VARIANTS.get(0), VARIANTS.get(0));
        assertEquals(0, score(look(ALICE, VARIANTS.get(0))));
        assertEquals(1.0 / 3, score(look(ALICE, VARIANTS.get(1))), 1e-9);
    }

    @Test
    void aProbingAccountIsSlowedWhateverItSendsAndForTheWindowOnly() {
        refuse(ALICE, VARIANTS.get(0), VARIANTS.get(1), VARIANTS.get(2), VARIANTS.get(3));
        assertTrue(look(ALICE, "a bowl of fruit").slowed());
        assertEquals(0, score(look(ALICE, "a bowl of fruit")));
        now = now.plus(Limits.PROBING_WINDOW);
        assertFalse(look(ALICE, "a bowl of fruit").slowed());
        assertEquals(0, score(look(ALICE, VARIANTS.get(1))));
    }

    @Test
    void whoGetsAVariantThroughIsSlowedToo() {
        refuse(ALICE, VARIANTS.get(0), VARIANTS.get(1), VARIANTS.get(2));
        look(ALICE, VARIANTS.get(3)).decided(false);
        assertTrue(look(ALICE, "a bowl of fruit").slowed());
    }

    @Test
    void differentRefusedPromptsAreNoProbing() {
        refuse(ALICE, VARIANTS.get(0), "a barbarian slays a dragon in a cave", "gory soup on a table", "裸体的女人在海边");
        assertEquals(0, score(look(ALICE, "a sailing boat in a storm near the coast")));
        assertFalse(look(ALICE, "a sailing boat in a storm near the coast").slowed());
    }

    @Test
    void accountsOnOneDeviceOrAddressAreLinkedAndOthersAreNot() {
        refuse(new Sender("alice", "198.51.100.20", "d-77"), VARIANTS.get(0), VARIANTS.get(1), VARIANTS.get(2));
        assertEquals(1, score(look(new Sender("bob", null, "d-77"), VARIANTS.get(3))));
        assertEquals(1, score(look(new Sender("bob", "198.51.100.20", null), VARIANTS.get(3))));
        assertEquals(0, score(look(new Sender("bob", "198.51.100.21", "d-78"), VARIANTS.get(3))));
        assertFalse(look(new Sender("bob", "198.51.100.20", null), "a bowl of fruit")
                .slowed());
    }

    @Test
    void nothingOfAPromptADeviceOrAnAddressIsKept() {
        refuse(new Sender("alice", "198.51.100.20", "d-77"), VARIANTS.get(0));
        var all = kept.keySet() + Json.write(kept);
        for (var secret : List.of("wizard", "bare", "198.51", "d-77")) {
            assertFalse(all.contains(secret), secret);
        }
        assertEquals(3, kept.size());
    }

    @Test
    void theKeyIsNotAskedForWhileNothingWasRefused() {
        look(ALICE, "a bowl of fruit").decided(false);
        assertEquals(0, keysAsked);
        refuse(ALICE, VARIANTS.get(0), VARIANTS.get(1));
        assertEquals(1, keysAsked);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a bare wizard by the sea at night        | a bare wizard by the lake at night               | true
                    a bare wizard by the sea at night        | masterpiece best quality a bare wizard by the sea at night 8k | true
                    a bare wizard by the sea at night        | a red car on a mountain road in autumn           | false
                    一个裸体的女人站在海边看日落               | 一位裸体的女人站在海边看日出                        | true
                    一个裸体的女人站在海边看日落               | 一只猫在屋顶上晒太阳                               | false
                    abc                                      | abc                                              | false
                    """)
    void variantsResembleEachOther(String one, String other, boolean alike) {
        var hash = new SecretHash("key");
        assertEquals(alike, hash.sketch(one).resembles(hash.sketch(other)));
        assertEquals(alike, hash.sketch(other).resembles(hash.sketch(one)));
    }

    @Test
    void aLongTextIsSketchedInBounds() {
        var hash = new SecretHash("key");
        var text = "word ".repeat(Limits.PROMPT_CHARS / 5);
        assertTrue(hash.sketch(text).smallest().size() <= Sketch.SIZE);
        assertFalse(hash.sketch(text).equals(new SecretHash("other").sketch(text)));
    }

    @Test
    void anAttemptSurvivesItsJson() {
        refuse(ALICE, VARIANTS.get(0));
        var attempt = kept.values().iterator().next().getFirst();
        assertEquals(attempt, Json.read(Json.write(attempt), Attempt.class));
    }
}
