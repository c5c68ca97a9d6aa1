package imprimatur.cli.simulation;

import imprimatur.base.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** What findings are worth, held against the truth: abusers found in time, honest accounts flagged. */
public final class Scorecard {
    /** How the kinds of honest accounts begin. */
    static final String HONEST = "honest_";

    /** A finding is in time until the end of the second day of abuse. */
    private static final Duration IN_TIME = Duration.ofDays(2);

    private static final String HEAD = "%-20s %9s %9s %9s %9s %8s%n";
    private static final String ROW = "%-20s %9d %9d %9d %9d %8s%n";

    private final Map<String, Truth> truths = new HashMap<>();
    private final Map<String, Found> found = new HashMap<>();

    /** What was found of an account. */
    private record Found(Instant first, boolean named) {
        Found and(Found other) {
            return new Found(first.isBefore(other.first) ? first : other.first, named || other.named);
        }
    }

    /**
     * Reads a truth file.
     *
     * @throws imprimatur.base.ImprimaturException.BadInput where a line is none of a truth file
     */
    public static Scorecard read(BufferedReader lines) throws IOException {
        var card = new Scorecard();
        for (var line = lines.readLine(); line != null; line = lines.readLine()) {
            card.expect(Json.read(line, Truth.class));
        }
        return card;
    }

    void expect(Truth truth) {
        truths.put(truth.account(), truth);
    }

    /** Takes a finding; one about an account that the truth does not know is left out. */
    public void finding(String account, String activity, Instant firstSeen) {
        var truth = truths.get(account);
        if (truth != null) {
            found.merge(account, new Found(firstSeen, activity.equals(truth.abuse())), Found::and);
        }
    }

    /**
     * The table of kinds: accounts; those with a finding by the end of their second day of abuse (of honest ones, those
     * with a finding at all); those with one later; those whose finding names the activity that it is; the share of the
     * first. The totals of crude, careful and honest accounts stand last.
     */
    public String table() {
        var table = new StringBuilder(HEAD.formatted("kind", "accounts", "found", "late", "named", "share"));
        var kinds = new TreeSet<String>();
        truths.values().forEach(truth -> kinds.add(truth.kind()));
        kinds.forEach(kind -> row(table, kind, truth -> truth.kind().equals(kind)));
        row(table, "all crude", truth -> "crude".equals(truth.care()));
        row(table, "all careful", truth -> "careful".equals(truth.care()));
        row(table, "all honest", Truth::honest);
        return table.toString();
    }

    private void row(StringBuilder table, String name, Predicate<Truth> of) {
        var accounts = 0;
        var inTime = 0;
        var late = 0;
        var named = 0;
        for (var truth : truths.values()) {
            if (!of.test(truth)) {
                continue;
            }
            accounts++;
            var finding = found.get(truth.account());
            if (finding != null) {
                inTime += inTime(truth.since(), finding) ? 1 : 0;
                late += inTime(truth.since(), finding) ? 0 : 1;
                named += finding.named() ? 1 : 0;
            }
        }
        var share = accounts == 0 ? "-" : "%.2f %%".formatted(100.0 * inTime / accounts);
        table.append(ROW.formatted(name, accounts, inTime, late, named, share));
    }

    private static boolean inTime(@Nullable Instant since, Found finding) {
        return since == null || !finding.first().isAfter(since.plus(IN_TIME));
    }
}
