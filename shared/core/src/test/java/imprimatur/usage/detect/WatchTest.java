package imprimatur.usage.detect;

import static imprimatur.usage.profile.Events.MONDAY;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.policy.PolicyLoader;
import imprimatur.usage.profile.Behaviour;
import imprimatur.usage.profile.Behaviour.Kind;
import imprimatur.usage.profile.Events;
import imprimatur.usage.profile.Pseudonyms;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WatchTest {
    private final Memory memory = new Memory();
    private Set<String> suspended = Set.of();
    private final Watch watch = new Watch(
            PolicyLoader.bundled().detectors(),
            memory,
            memory,
            Pseudonyms.ofOneRun("a key of this test"),
            account -> suspended.contains(account));

    private List<Finding> take(List<Behaviour> events) {
        return events.stream()
                .sorted(Comparator.comparing(Behaviour::at))
                .flatMap(event -> watch.take(List.of(event)).stream())
                .toList();
    }

    private static Set<String> activities(List<Finding> findings) {
        return findings.stream().map(Finding::activity).collect(Collectors.toSet());
    }

    private static List<Behaviour> program(String account, Duration every, int count, boolean takesAll) {
        var events = new ArrayList<Behaviour>();
        for (var i = 0; i < count; i++) {
            var at = MONDAY.plus(every.multipliedBy(i));
            var prompt = "product photo of a chair in colour " + i + ", white background";
            events.add(Events.event(account, "key", Kind.GENERATION, at, "server", "DE", prompt, account + "-" + i));
            if (takesAll) {
                events.add(Events.event(
                        account, "key", Kind.DOWNLOAD, at.plusSeconds(9), "server", "DE", null, account + "-" + i));
            }
        }
        return events.stream().map(WatchTest::withoutBrowser).toList();
    }

    private static Behaviour withoutBrowser(Behaviour event) {
        return new Behaviour(
                event.id(),
                event.account(),
                event.key(),
                event.kind(),
                event.at(),
                event.ip(),
                event.asn(),
                event.country(),
                "python-requests/2.32",
                null,
                event.paymentId(),
                event.prompt(),
                event.imageId(),
                event.outcome());
    }

    @Test
    void aProgramByTheClockWithinItsPlanIsNoOffence() {
        assertEquals(List.of(), take(program("cron", Duration.ofMinutes(15), 96 * 3, true)));
    }

    @Test
    void aProgramBeyondAnyPersonalScaleIsFoundOnItsFirstDayWithEvidence() {
        var findings = take(program("mass", Duration.ofSeconds(20), 4_300, false));
        assertEquals(Set.of("mass_generation"), activities(findings));
        var finding = findings.getFirst();
        assertTrue(finding.firstSeen().isBefore(MONDAY.plus(Duration.ofDays(1))));
        assertTrue(finding.score() > 0.5 && finding.score() <= 1);
        assertEquals("3.1", finding.evidence().section());
        assertEquals(
                finding.evidence().detectors().keySet(),
                finding.evidence().otherwise().keySet());
        assertEquals(
                Set.of("checks", "generations", "downloads"),
                finding.evidence().timeline().keySet());
    }

    @Test
    void aFindingIsRaisedOnceAWeek() {
        var findings = take(program("mass", Duration.ofSeconds(60), 1_440 * 4, false));
        assertEquals(
                1,
                findings.stream()
                        .filter(finding -> finding.activity().equals("mass_generation"))
                        .count());
    }

    @Test
    void aLongDayByHandIsNoOffence() {
        var random = new Random(5);
        var events = new ArrayList<Behaviour>();
        for (var day = 0; day < 3; day++) {
            for (var hour : new int[] {0, 1, 3, 4, 6, 9, 10, 12}) {
                for (var i = 0; i < 12; i++) {
                    var at = MONDAY.plus(Duration.ofDays(day)).plusSeconds(hour * 3_600L + random.nextInt(3_000));
                    events.add(
                            Events.generation("anna", at, "idea " + random.nextInt(9_999) + " w" + random.nextInt()));
                }
            }
        }
        assertEquals(List.of(), take(events));
    }

    @Test
    void aKeyInManyCountriesAtOnceIsFound() {
        var events = new ArrayList<Behaviour>();
        for (var i = 0; i < 300; i++) {
            var place = "home" + i % 12;
            var at = MONDAY.plusSeconds(i * 200L);
            events.add(Events.event("resold", "k", Kind.GENERATION, at, place, "C" + i % 5, "wish " + i * 7919, null));
        }
        assertTrue(activities(take(events)).contains("key_sharing"));
    }

    @Test
    void accountsOfAFarmOfDevicesAreFoundAndPeopleBehindOneAddressAreNot() {
        var events = new ArrayList<Behaviour>();
        for (var account = 0; account < 8; account++) {
            for (var i = 0; i < 50; i++) {
                var at = MONDAY.plusSeconds(account * 500L + i * 700L);
                events.add(farmed("farmed" + account, "phone" + account % 2, at, i));
                events.add(farmed("student" + account, "laptop" + account, at, i * 31 + account));
            }
        }
        var found = take(events);
        assertTrue(activities(found).contains("rate_evasion"));
        assertTrue(found.stream().allMatch(finding -> finding.account().startsWith("farmed")), found.toString());
        assertTrue(found.getLast().evidence().links().values().iterator().next().contains("device"));
    }

    /** Words without a digit, others for each number. */
    private static String words(int number) {
        return String.valueOf(number)
                        .chars()
                        .mapToObj(digit -> "k" + (char) (digit + 50))
                        .collect(Collectors.joining()) + " m"
                + Integer.toString(number, 36).replaceAll("\\d", "x");
    }

    private static Behaviour farmed(String account, String device, Instant at, int i) {
        return new Behaviour(
                null,
                account,
                null,
                i == 0 ? Kind.SIGNUP : Kind.GENERATION,
                at,
                "one address",
                "AS1",
                "FR",
                "Mozilla/5.0",
                device,
                null,
                i == 0 ? null : words(i * 7919 + 1) + " " + words(i * 104_729 + 3),
                null,
                null);
    }

    @Test
    void aSuspendedUserWhoReturnsOnTheSameDeviceIsFound() {
        take(List.of(farmed("first", "phone", MONDAY, 1)));
        suspended = Set.of("first");
        var later = MONDAY.plus(Duration.ofHours(20));
        var findings = take(
                List.of(farmed("second", "phone", later, 0), farmed("second", "phone", later.plusSeconds(4_000), 1)));
        assertEquals(Set.of("rate_evasion"), activities(findings));
        assertTrue(findings.getFirst().evidence().detectors().containsKey("back-after-suspension"));
    }
}
