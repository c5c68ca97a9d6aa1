package imprimatur.usage.profile;

import static imprimatur.usage.profile.Events.MONDAY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Limits;
import imprimatur.policy.PolicyLoader;
import imprimatur.usage.profile.Behaviour.Kind;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ProfileTest {
    private static final List<Kind> KINDS = List.of(Kind.values());

    private final Pseudonyms pseudonyms = Pseudonyms.ofOneRun("a key of this test");

    private Map<String, Double> features(Profile profile) {
        return Features.of(profile, profile);
    }

    private double value(Profile profile, String feature) {
        return features(profile).getOrDefault(feature, Double.NaN);
    }

    private Profile busy(long seed, int events) {
        var random = new Random(seed);
        var profile = new Profile();
        for (var i = 0; i < events; i++) {
            var kind = KINDS.get(random.nextInt(KINDS.size()));
            var event = Events.event(
                    "anna",
                    "key" + random.nextInt(40),
                    kind,
                    MONDAY.plusSeconds(i * 37L + random.nextInt(30)),
                    "place" + random.nextInt(60),
                    "C" + random.nextInt(30),
                    "prompt number " + random.nextInt(2_000) + " of a " + random.nextInt(300) + "-legged table",
                    "img-" + random.nextInt(50_000));
            profile.add(pseudonyms.trace(event));
        }
        return profile;
    }

    @Test
    void aProfileStaysWithinItsBytesHoweverMuchHappens() {
        for (var events : new int[] {0, 1, 100, 20_000}) {
            var size = busy(events, events).toBytes().length;
            assertTrue(size <= Limits.PROFILE_BYTES, events + " events: " + size);
        }
    }

    @Test
    void whatIsKeptIsReadAgainAsItWas() {
        var profile = busy(7, 3_000);
        var bytes = profile.toBytes();
        var again = Profile.of(bytes);
        assertArrayEquals(bytes, again.toBytes());
        features(profile).forEach((name, value) -> assertEquals(value, value(again, name), 1e-3, name));
    }

    @Test
    void brokenBytesAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Profile.of(new byte[0]));
        assertThrows(IllegalArgumentException.class, () -> Profile.of(new byte[] {99, 1, 2}));
        assertThrows(IllegalArgumentException.class, () -> Profile.of(new byte[] {1, 2, 3}));
    }

    @Test
    void noAddressDeviceOrPromptCanBeReadFromIt() {
        var profile = new Profile();
        profile.add(pseudonyms.trace(Events.generation("anna", MONDAY, "a lighthouse in autumn")));
        var text = new String(profile.toBytes(), StandardCharsets.ISO_8859_1);
        for (var word : new String[] {"desk", "lighthouse", "Mozilla", "FR"}) {
            assertFalse(text.contains(word), word);
        }
    }

    @Test
    void theSameEventAgainCountsOnce() {
        var profile = new Profile();
        var trace = pseudonyms.trace(Events.generation("anna", MONDAY, "a lighthouse"));
        assertTrue(profile.add(trace));
        assertFalse(profile.add(trace));
        assertEquals(1.0, value(profile, "volume.work"));
    }

    @Test
    void aLateEventCountsInItsHourAndOneFromLastWeekNoMore() {
        var profile = new Profile();
        profile.add(pseudonyms.trace(Events.generation("anna", MONDAY, "one")));
        profile.add(pseudonyms.trace(Events.generation("anna", MONDAY.minus(Duration.ofHours(5)), "two")));
        profile.add(pseudonyms.trace(Events.generation("anna", MONDAY.minus(Duration.ofDays(7)), "three")));
        assertEquals(2.0, value(profile, "volume.work"));
        assertEquals(2.0, value(profile, "rhythm.active_hours"));
    }

    @Test
    void aPromptThatIsCheckedAndThenMadeIsOnePrompt() {
        var profile = new Profile();
        var check = Events.event("anna", null, Kind.CHECK, MONDAY, "desk", "FR", "a lighthouse", null);
        profile.add(pseudonyms.trace(check));
        profile.add(pseudonyms.trace(Events.generation("anna", MONDAY.plusSeconds(3), "a lighthouse")));
        assertEquals(1.0, value(profile, "prompts.count"));
    }

    @Test
    void halvesOfTheEventsMergeToAboutTheWhole() {
        var one = new Profile();
        var other = new Profile();
        var whole = new Profile();
        for (var i = 0; i < 400; i++) {
            var trace = pseudonyms.trace(
                    Events.generation("anna", MONDAY.plusSeconds(i * 20L), "a glass number " + i + " on a table"));
            whole.add(trace);
            (i % 2 == 0 ? one : other).add(trace);
        }
        one.merge(other);
        assertEquals(value(whole, "volume.work"), value(one, "volume.work"));
        assertEquals(value(whole, "prompts.count"), value(one, "prompts.count"), 5);
        assertEquals(value(whole, "prompts.distinct"), value(one, "prompts.distinct"), 1e-9);
    }

    @Test
    void aClockIsToldFromHands() {
        var random = new Random(3);
        var clock = new Profile();
        var hands = new Profile();
        var at = MONDAY;
        for (var i = 0; i < 300; i++) {
            clock.add(pseudonyms.trace(Events.generation("cron", MONDAY.plusSeconds(i * 30L), "a card " + i)));
            at = at.plusMillis(1_000 + (long) (20_000 * Math.exp(random.nextGaussian() * 1.3)));
            hands.add(pseudonyms.trace(Events.generation("anna", at, "something " + i)));
        }
        assertTrue(value(clock, "rhythm.gap_spread") < 0.05);
        assertTrue(value(clock, "rhythm.same_gap_share") > 0.95);
        assertTrue(value(hands, "rhythm.gap_spread") > 0.9);
        assertTrue(value(hands, "rhythm.same_gap_share") < 0.2);
    }

    @Test
    void aTravellerIsInOneCountryAtATimeAndASharedKeyInSeveral() {
        var traveller = new Profile();
        var shared = new Profile();
        for (var hour = 0; hour < 12; hour++) {
            for (var i = 0; i < 6; i++) {
                var at = MONDAY.plusSeconds(hour * 3_600L + i * 500L);
                var moved = hour < 6 ? "home" : "hotel";
                traveller.add(pseudonyms.trace(
                        Events.event("anna", "k", Kind.GENERATION, at, moved, hour < 6 ? "FR" : "JP", "x", null)));
                shared.add(pseudonyms.trace(
                        Events.event("resold", "k", Kind.GENERATION, at, "home" + i, "C" + i % 3, "x", null)));
            }
        }
        assertEquals(1.0, value(traveller, "key.countries_hour"), 0.01);
        assertEquals(3.0, value(shared, "key.countries_hour"), 0.01);
        assertEquals(0.0, value(traveller, "key.countries_alternations"));
        assertTrue(value(shared, "key.countries_alternations") > 20);
    }

    @Test
    void ownImagesAreToldFromOthers() {
        var profile = new Profile();
        for (var i = 0; i < 100; i++) {
            var at = MONDAY.plusSeconds(i * 60L);
            profile.add(pseudonyms.trace(
                    Events.event("anna", null, Kind.GENERATION, at, "desk", "FR", "prompt " + i, "own-" + i)));
            profile.add(pseudonyms.trace(Events.download("anna", at.plusSeconds(5), "own-" + i)));
            profile.add(pseudonyms.trace(Events.download("anna", at.plusSeconds(9), "other-" + i)));
        }
        assertEquals(100, value(profile, "gallery.foreign"), 6);
        assertTrue(value(profile, "gallery.sequential_share") > 0.9);
    }

    @Test
    void hashesRotateForADeploymentAndNotWithinARun() {
        var rotating = Pseudonyms.rotating("key");
        var later = MONDAY.plus(Limits.PSEUDONYM_SPAN);
        var now = Events.generation("anna", MONDAY, "x");
        var then = Events.generation("anna", later, "x");
        assertNotEquals(rotating.trace(now).ip(), rotating.trace(then).ip());
        assertEquals(pseudonyms.trace(now).ip(), pseudonyms.trace(then).ip());
        assertNotEquals(
                rotating.trace(now).device(),
                Pseudonyms.rotating("other").trace(now).device());
    }

    @Test
    void thePolicyKnowsExactlyTheFeaturesThatAreMeasured() {
        var measured = new TreeSet<>(features(new Profile()).keySet());
        measured.addAll(
                Features.of(PolicyLoader.bundled().plan("free"), new Profile()).keySet());
        var declared = new TreeSet<>(PolicyLoader.bundled().detectors().features());
        declared.removeIf(name -> name.startsWith("linked."));
        assertEquals(declared, measured);
    }

    @Test
    void aSenderOfWhomOnlyHashesAreToldLeavesTheSameTraceAsOneInFull() {
        var full = Events.generation("anna", MONDAY, "x");
        var sender = pseudonyms.sender(
                full.key(), full.ip(), full.asn(), full.country(), full.userAgent(), full.deviceId(), full.at());
        var hashed = new Behaviour(
                null,
                "anna",
                null,
                full.kind(),
                MONDAY,
                null,
                null,
                null,
                null,
                null,
                null,
                "x",
                null,
                null,
                Sender.of(sender.facts()));
        assertEquals(sender, Sender.of(sender.facts()));
        var told = pseudonyms.trace(full);
        var trace = pseudonyms.trace(hashed);
        assertEquals(
                List.of(told.ip(), told.asn(), told.device(), told.agent(), told.key()),
                List.of(trace.ip(), trace.asn(), trace.device(), trace.agent(), trace.key()));
        assertEquals(told.browser(), trace.browser());
    }

    @Test
    void theBlockOfAnAddressStandsForANetworkThatIsNotTold() {
        var one = from("203.0.113.7", null);
        assertEquals(one.network(), from("203.0.9.1", null).network());
        assertNotEquals(one.network(), from("198.51.100.1", null).network());
        assertEquals(
                from("2001:db8:1::1", null).network(),
                from("2001:db8:2::2", null).network());
        assertEquals(0, from("the office", null).network());
        assertNotEquals(one.network(), from("203.0.113.7", "AS7").network());
    }

    private Sender from(String ip, @Nullable String asn) {
        return pseudonyms.sender(null, ip, asn, null, null, null, MONDAY);
    }
}
