package imprimatur.policy.replay;

import static java.util.Comparator.comparing;
import static java.util.Comparator.reverseOrder;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Limits;
import imprimatur.policy.FiredRule;
import imprimatur.policy.Outcome;
import imprimatur.policy.Policy;
import imprimatur.policy.PolicyEdition;
import imprimatur.policy.PolicyLoader;
import imprimatur.policy.Signal;
import imprimatur.policy.replay.ReplayReport.NewlyHit;
import imprimatur.policy.replay.ReplayReport.OutcomeCount;
import imprimatur.policy.replay.ReplayReport.Row;
import imprimatur.policy.replay.ReplayReport.RuleCount;
import imprimatur.policy.replay.ReplayReport.Unreproduced;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Makes recorded decisions again: first under the policy that each names, which must give what was recorded (G7), then
 * under the policy that is tried. Only what was measured and known at the time is used; nothing is measured anew.
 */
public final class Replay {
    private final Policy tried;
    private final Function<String, Optional<PolicyEdition>> editions;
    private final Map<String, Optional<Policy>> loaded = new HashMap<>();
    private final Map<Change, Integer> outcomes = new HashMap<>();
    private final Map<String, int[]> rules = new TreeMap<>();
    private final List<Unreproduced> unreproduced = new ArrayList<>();
    private final List<Row> rows = new ArrayList<>();
    private final Map<String, int[]> hit = new TreeMap<>();
    private final Set<String> blockedBefore = new HashSet<>();
    private int decisions;
    private int failures;
    private int changed;
    private @Nullable Instant oldest;
    private @Nullable Instant newest;

    private record Change(Outcome before, Outcome after) {}

    /**
     * A replay that has seen nothing.
     *
     * @param editions every policy that was in force
     */
    public Replay(Policy tried, Function<String, Optional<PolicyEdition>> editions) {
        this.tried = tried;
        this.editions = editions;
    }

    /**
     * Takes decisions, newest first, until there are no more or a limit is reached.
     *
     * @return whether all were taken
     */
    public boolean takeAll(Stream<Recorded> recorded, int limit, BooleanSupplier inTime) {
        var all = recorded.iterator();
        while (all.hasNext()) {
            if (decisions >= limit || !inTime.getAsBoolean()) {
                return false;
            }
            take(all.next());
        }
        return true;
    }

    /** Makes a decision again. */
    public void take(Recorded recorded) {
        decisions++;
        oldest = oldest == null || recorded.at().isBefore(oldest) ? recorded.at() : oldest;
        newest = newest == null || recorded.at().isAfter(newest) ? recorded.at() : newest;
        difference(recorded).ifPresent(why -> note(recorded, why));
        var before = recorded.decision();
        var after = tried.decide(recorded.signals(), recorded.facts());
        outcomes.merge(new Change(before.outcome(), after.outcome()), 1, Integer::sum);
        var fired = ids(before.fired());
        var fires = ids(after.fired());
        fired.forEach(rule -> rules.computeIfAbsent(rule, any -> new int[2])[0]++);
        fires.forEach(rule -> rules.computeIfAbsent(rule, any -> new int[2])[1]++);
        if (before.outcome() == Outcome.BLOCK) {
            blockedBefore.add(recorded.account());
        }
        if (before.outcome() != after.outcome()) {
            change(recorded, after.outcome(), fired, fires);
        }
    }

    /**
     * What came out.
     *
     * @param complete whether all decisions of the period were taken
     * @param good whether an account has no strike, and no block that the replay did not see
     */
    public ReplayReport report(boolean complete, Predicate<String> good) {
        var newly = hit.entrySet().stream()
                .filter(entry -> !blockedBefore.contains(entry.getKey()))
                .map(entry -> new NewlyHit(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
                .sorted(comparing(NewlyHit::blocked, reverseOrder()).thenComparing(NewlyHit::reviewed, reverseOrder()))
                .limit(Limits.REPLAY_ACCOUNTS)
                .filter(account -> good.test(account.account()))
                .toList();
        return new ReplayReport(
                tried.version(),
                decisions,
                oldest,
                newest,
                complete,
                decisions - failures,
                failures,
                List.copyOf(unreproduced),
                outcomes.entrySet().stream()
                        .map(entry -> new OutcomeCount(
                                entry.getKey().before(), entry.getKey().after(), entry.getValue()))
                        .sorted(comparing(OutcomeCount::before).thenComparing(OutcomeCount::after))
                        .toList(),
                rules.entrySet().stream()
                        .map(entry -> new RuleCount(entry.getKey(), entry.getValue()[0], entry.getValue()[1]))
                        .toList(),
                changed,
                List.copyOf(rows),
                newly.size(),
                newly.stream().limit(Limits.REPLAY_ROWS).toList());
    }

    private void note(Recorded recorded, String why) {
        failures++;
        if (unreproduced.size() < Limits.REPLAY_ROWS) {
            unreproduced.add(new Unreproduced(
                    recorded.id(), recorded.at(), recorded.decision().policyVersion(), why));
        }
    }

    private Optional<String> difference(Recorded recorded) {
        var before = recorded.decision();
        var policy = loaded.computeIfAbsent(before.policyVersion(), this::load);
        if (policy.isEmpty()) {
            return Optional.of("its policy is not known or no longer loads");
        }
        var again = policy.get().decide(recorded.signals(), recorded.facts());
        if (again.outcome() != before.outcome()) {
            return Optional.of("comes out as " + again.outcome() + ", not " + before.outcome());
        }
        if (!again.sections().equals(before.sections())) {
            return Optional.of("comes out with sections " + again.sections() + ", not " + before.sections());
        }
        return again.fired().equals(before.fired()) ? Optional.empty() : Optional.of("other rules fire");
    }

    private Optional<Policy> load(String version) {
        return editions.apply(version).flatMap(edition -> {
            try {
                return Optional.of(PolicyLoader.load(version, edition.text()));
            } catch (BadInput e) {
                return Optional.empty();
            }
        });
    }

    private void change(Recorded recorded, Outcome after, Set<String> fired, Set<String> fires) {
        changed++;
        if (after.compareTo(recorded.decision().outcome()) > 0) {
            hit.computeIfAbsent(recorded.account(), any -> new int[2])[after == Outcome.BLOCK ? 0 : 1]++;
        }
        if (rows.size() < Limits.REPLAY_ROWS) {
            var differing = new HashSet<>(fired);
            differing.addAll(fires);
            differing.removeIf(rule -> fired.contains(rule) && fires.contains(rule));
            rows.add(new Row(
                    recorded.id(),
                    recorded.kind(),
                    recorded.account(),
                    recorded.at(),
                    recorded.decision().outcome(),
                    after,
                    differing.stream().sorted().toList(),
                    recorded.signals().stream()
                            .collect(Collectors.toMap(Signal::name, Signal::score, Math::max, TreeMap::new))));
        }
    }

    private static Set<String> ids(List<FiredRule> rules) {
        return rules.stream().map(FiredRule::id).collect(Collectors.toSet());
    }
}
