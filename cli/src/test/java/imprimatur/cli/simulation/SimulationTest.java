package imprimatur.cli.simulation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class SimulationTest {
    private static final int ACCOUNTS = 1500;
    private static final int DAYS = 4;

    private final Map<String, Truth> truths = new HashMap<>();

    @Test
    void theSameSeedGivesTheSameEventsAndAnotherSeedOthers() throws IOException {
        assertEquals(text(5), text(5));
        assertNotEquals(text(5), text(6));
    }

    private static String text(long seed) throws IOException {
        var out = new StringWriter();
        new Simulation(seed, 60, 2, truth -> out.write(truth.line())).write(out);
        return out.toString();
    }

    @Test
    void theTruthCoversEveryAccountOnceAndAllKindsAreThere() {
        var told = new ArrayList<Truth>();
        var simulation = new Simulation(11, ACCOUNTS, DAYS, told::add);
        told.forEach(truth -> truths.put(truth.account(), truth));
        assertEquals(ACCOUNTS, told.size());
        assertEquals(ACCOUNTS, truths.size());
        for (var event = simulation.next(); event != null; event = simulation.next()) {
            assertTrue(truths.containsKey(event.account()));
        }
        var honest = new TreeSet<String>();
        told.stream().filter(Truth::honest).forEach(truth -> honest.add(truth.kind()));
        assertEquals(
                Set.of(
                        "honest_casual",
                        "honest_power",
                        "honest_team",
                        "honest_agency",
                        "honest_office",
                        "honest_campus",
                        "honest_carrier",
                        "honest_family",
                        "honest_travelling",
                        "honest_press",
                        "honest_cron",
                        "honest_backend"),
                honest);
    }

    @Test
    void abusersSayWhatAndSinceWhenAndTwoDaysAreLeft() {
        var careOf = new HashMap<String, Set<String>>();
        var end = new ArrayList<Instant>();
        for (var seed = 1; seed <= 12; seed++) {
            var told = new ArrayList<Truth>();
            var simulation = new Simulation(seed, ACCOUNTS, DAYS, told::add);
            var first = simulation.next();
            assertTrue(first != null);
            end.add(first.t());
            for (var truth : told) {
                if (truth.abuse() != null) {
                    assertTrue(truth.since() != null && truth.care() != null);
                    assertTrue(truth.since().isBefore(first.t().plus(Duration.ofDays(DAYS))));
                    careOf.computeIfAbsent(truth.abuse(), ignored -> new HashSet<>())
                            .add(truth.care());
                }
            }
        }
        var both = Set.of("crude", "careful");
        assertEquals(
                Map.of("mass_generation", both, "key_sharing", both, "rate_evasion", both, "model_training", both),
                careOf);
    }

    @Test
    void eventsComeInOrderButForAFewLateOnes() {
        var simulation = new Simulation(21, 400, 3, ignored -> {});
        var latest = Instant.MIN;
        var events = 0;
        var late = 0;
        for (var event = simulation.next(); event != null; event = simulation.next()) {
            events++;
            if (event.t().isBefore(latest)) {
                late++;
            } else {
                latest = event.t();
            }
        }
        assertTrue(late > 0, "some are late");
        assertTrue(late < events * 0.03, late + " late of " + events);
    }

    @Test
    void someEventsComeTwice() {
        var simulation = new Simulation(22, 400, 3, ignored -> {});
        var seen = new HashSet<Event>();
        var again = 0;
        var events = 0;
        for (var event = simulation.next(); event != null; event = simulation.next()) {
            events++;
            again += seen.add(event) ? 0 : 1;
        }
        assertTrue(again > 0 && again < events * 0.02, again + " again of " + events);
    }

    @Test
    void peopleKeepToHumanRatesAndNobodyExceedsTheLargestPlan() {
        var simulation = new Simulation(31, ACCOUNTS, DAYS, truth -> truths.put(truth.account(), truth));
        var generations = new HashMap<String, Integer>();
        for (var event = simulation.next(); event != null; event = simulation.next()) {
            if (event.type().equals("generation")) {
                generations.merge(event.account(), 1, Integer::sum);
            }
        }
        assertTrue(aDay(generations, "honest_casual") < 30);
        assertTrue(aDay(generations, "honest_power") > aDay(generations, "honest_casual"));
        assertTrue(aDay(generations, "mass_script_crude") > 10 * aDay(generations, "honest_power"));
        generations.values().forEach(count -> assertTrue(count <= 1.1 * DAYS * 10_000));
    }

    private double aDay(Map<String, Integer> generations, String kind) {
        var accounts = truths.values().stream()
                .filter(truth -> truth.kind().equals(kind))
                .map(Truth::account)
                .toList();
        assertFalse(accounts.isEmpty(), kind);
        return accounts.stream()
                        .mapToInt(account -> generations.getOrDefault(account, 0))
                        .sum()
                / (double) accounts.size()
                / DAYS;
    }

    @Test
    void accountsOfOneGroupOfFreeAccountsKeepToTheFreePlanEach() {
        var simulation = new Simulation(41, ACCOUNTS, 3, truth -> truths.put(truth.account(), truth));
        var perDay = new HashMap<List<String>, Integer>();
        for (var event = simulation.next(); event != null; event = simulation.next()) {
            var truth = truths.get(event.account());
            if (truth != null
                    && truth.kind().equals("linked_crude")
                    && event.type().equals("check")) {
                perDay.merge(List.of(event.account(), event.t().toString().substring(0, 10)), 1, Integer::sum);
            }
        }
        // Duplicates are at most one in a hundred.
        perDay.values().forEach(count -> assertTrue(count <= 60, "checks in a day: " + count));
    }

    @Test
    void aSmallSimulationIsFilledTooEvenOfOneAccount() {
        for (var accounts = 1; accounts < 12; accounts++) {
            var told = new ArrayList<Truth>();
            new Simulation(accounts, accounts, 1, told::add);
            assertEquals(accounts, told.size());
        }
    }
}
