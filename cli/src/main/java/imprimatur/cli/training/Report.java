package imprimatur.cli.training;

import imprimatur.cli.local.LocalException;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Tells what was measured: as tables on the console and in {@code docs/screening.md}, as curves beside it. */
public final class Report {
    private final Path docs;
    private final PrintStream out;

    /** A report into this folder of documentation. */
    public Report(Path docs, PrintStream out) {
        this.docs = docs;
        this.out = out;
    }

    /** What the shipped models and policy do with files of prompts. */
    public void files(Evaluation evaluation) {
        var rankings = evaluation.rankings();
        write("rankings", rankings(rankings));
        write("rates", rates(evaluation.rates()));
        write("evasions", evasions(evaluation.disguised()));
        write(
                "curves",
                curves(
                        "",
                        rankings.stream().filter(one -> one.set().equals("all")).toList()));
    }

    /** What models do on sources that they never saw. */
    public void leftOut(LeaveOneOut.Result result) {
        write("left-out", rankings(result.rankings()));
        write("left-out-rates", rates(result.rates()));
        write("left-out-curves", curves("left-out-", result.rankings()));
    }

    private static String rankings(List<Ranking> rankings) {
        var table = new StringBuilder("""
                | set | language | category | positives | negatives | AUPRC | recall at 1 % FPR | reviewed or blocked | blocked |
                |---|---|---|--:|--:|--:|--:|--:|--:|
                """);
        for (var one : rankings) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %s | %s | %d | %d | %.2f | %.2f | %s | %s |%n",
                    one.set(),
                    one.language(),
                    one.category().code(),
                    one.positives(),
                    one.negatives(),
                    one.auprc(),
                    one.recall(),
                    percent(one.reviewed()),
                    percent(one.blocked())));
        }
        return table.toString();
    }

    private static String rates(List<Rates> rates) {
        var table = new StringBuilder("""
                | prompts that no label calls forbidden | number | blocked | reviewed or blocked |
                |---|--:|--:|--:|
                """);
        for (var one : rates) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %s | %s |%n",
                    one.group(),
                    one.prompts(),
                    percent(one.blocked()),
                    percent(one.reviewed())));
        }
        return table.toString();
    }

    private static String evasions(List<Disguised> evasions) {
        var table = new StringBuilder("""
                | disguise | forbidden | plain | disguised | harmless | plain | disguised |
                |---|--:|--:|--:|--:|--:|--:|
                """);
        for (var one : evasions) {
            table.append(String.format(
                    Locale.ROOT,
                    "| %s | %d | %s | %s | %d | %s | %s |%n",
                    one.evasion().name().toLowerCase(Locale.ROOT).replace('_', ' '),
                    one.forbidden(),
                    percent(one.forbiddenPlain()),
                    percent(one.forbiddenDisguised()),
                    one.harmless(),
                    percent(one.harmlessPlain()),
                    percent(one.harmlessDisguised())));
        }
        return table.toString();
    }

    private static String percent(double share) {
        return Double.isNaN(share) ? "" : String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    /** A picture for each category, with a curve for each set. */
    private String curves(String prefix, List<Ranking> rankings) {
        var links = new StringBuilder();
        var byCategory = rankings.stream()
                .collect(Collectors.groupingBy(one -> one.category().code(), TreeMap::new, Collectors.toList()));
        byCategory.forEach((category, ofCategory) -> {
            var name = "screening/" + prefix + category + ".svg";
            save(docs.resolve(name), CurveChart.svg(category, ofCategory));
            links.append("![Precision and recall, ")
                    .append(category)
                    .append("](")
                    .append(name)
                    .append(")\n");
        });
        return links.toString();
    }

    private void write(String part, String text) {
        out.println(text);
        var file = docs.resolve("screening.md");
        try {
            var page = Files.readString(file);
            var begin = "<!-- measured: " + part + " -->";
            var from = page.indexOf(begin);
            var to = page.indexOf("<!-- end of " + part + " -->");
            if (from < 0 || to < from) {
                throw new LocalException(file + " has no place for " + part + ".");
            }
            Files.writeString(
                    file, page.substring(0, from + begin.length()) + "\n\n" + text + "\n" + page.substring(to));
        } catch (IOException e) {
            throw new LocalException(file + " cannot be written: " + e.getMessage());
        }
    }

    private static void save(Path file, String text) {
        try {
            Files.createDirectories(java.util.Objects.requireNonNull(file.getParent(), "parent"));
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new LocalException(file + " cannot be written: " + e.getMessage());
        }
    }
}
