package imprimatur.cli;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Json;
import imprimatur.cli.aws.Cloud;
import imprimatur.cli.local.LocalException;
import imprimatur.cli.local.MiniStack;
import imprimatur.cli.local.Project;
import imprimatur.cli.local.State;
import imprimatur.cli.local.StateFile;
import imprimatur.policy.PolicyEdition;
import imprimatur.policy.PolicyLoader;
import imprimatur.policy.PolicySource;
import imprimatur.policy.replay.Recorded;
import imprimatur.policy.replay.Replay;
import imprimatur.policy.replay.ReplayReport;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Makes recorded decisions again, under their own policy and under another, and shows what would change. */
@Command(
        name = "replay",
        mixinStandardHelpOptions = true,
        description = {
            "Replay recorded decisions under another policy and show what would change.",
            "Exit code 1 where a recorded decision does not come out again under the policy that it names."
        })
final class ReplayCommand implements Callable<Integer> {
    private static final Duration PERIOD = Duration.ofDays(30);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PolicyOption policy;

    @Option(names = "--since", description = "Decisions from then on, such as 2026-11-01T00:00:00Z; default: 30 days.")
    private @Nullable Instant since;

    @Option(names = "--file", description = "Decisions from an export, one JSON a line; default: of the running stack.")
    private @Nullable Path file;

    @Option(names = "--save", description = "Also write the decisions to this file, without prompts, for --file.")
    private @Nullable Path save;

    @Option(names = "--json", description = "Print the report as JSON.")
    private boolean json;

    @Override
    public Integer call() {
        var from = since == null ? Instant.now().minus(PERIOD) : since;
        var report = file == null ? ofStack(from) : ofFile(file, from);
        var out = spec.commandLine().getOut();
        if (json) {
            out.println(Json.write(report));
        } else {
            show(report, out);
        }
        out.flush();
        return report.unreproduced() == 0 ? 0 : 1;
    }

    /** Of an export only what is in it is known of an account. */
    private ReplayReport ofFile(Path export, Instant from) {
        try (var lines = Files.lines(export)) {
            var recorded = lines.filter(line -> !line.isBlank())
                    .map(line -> Json.read(line, Recorded.class))
                    .filter(decision -> !decision.at().isBefore(from));
            return replay(recorded, ReplayCommand::carried, account -> true);
        } catch (IOException | UncheckedIOException e) {
            throw new LocalException("The export " + export + " cannot be read: " + e.getMessage(), e);
        } catch (BadInput e) {
            throw new LocalException(export + " is no export of decisions: " + e.reason(), e);
        }
    }

    private static Optional<PolicyEdition> carried(String version) {
        return Optional.of(PolicyLoader.bundledText())
                .filter(text -> PolicyLoader.bundled().version().equals(version))
                .map(text -> new PolicyEdition(version, text, Instant.EPOCH, PolicyEdition.BUILD, "carried"));
    }

    private ReplayReport ofStack(Instant from) {
        var state = new StateFile(Project.find().stateFile())
                .read()
                .filter(State::ready)
                .orElseThrow(
                        () -> new LocalException("The stack does not run; start it, or name an export by --file."));
        try (var cloud = new Cloud(state.endpoint(), MiniStack.REGION)) {
            PolicySource policies = cloud.policies(output(state, "PoliciesTable"));
            var accounts = cloud.accounts(output(state, "AccountsTable"));
            try (var recorded = cloud.decisions(output(state, "DecisionsTable")).between(from, Instant.now())) {
                return replay(
                        recorded,
                        policies::find,
                        account -> accounts.find(account)
                                .filter(found -> !found.strikes().isEmpty())
                                .isEmpty());
            }
        }
    }

    private static String output(State state, String name) {
        var value = state.outputs().get(name);
        if (value == null) {
            throw new LocalException("The stack has no output " + name + ".");
        }
        return value;
    }

    private ReplayReport replay(
            Stream<Recorded> recorded, Function<String, Optional<PolicyEdition>> editions, Predicate<String> good) {
        var replay = new Replay(policy.read(), editions);
        if (save == null) {
            recorded.forEachOrdered(replay::take);
            return replay.report(true, good);
        }
        try (var out = new PrintWriter(Files.newBufferedWriter(save))) {
            recorded.forEachOrdered(decision -> {
                out.println(Json.write(decision));
                replay.take(decision);
            });
        } catch (IOException e) {
            throw new LocalException(save + " cannot be written: " + e.getMessage(), e);
        }
        return replay.report(true, good);
    }

    private static void show(ReplayReport report, PrintWriter out) {
        out.printf("%d decisions, from %s to %s%n", report.decisions(), or(report.oldest()), or(report.newest()));
        out.printf(
                "Made again under their own policy: %d came out as recorded, %d did not.%n",
                report.reproduced(), report.unreproduced());
        report.notReproduced()
                .forEach(one -> out.printf("  %s  policy %s: %s%n", one.id(), one.policyVersion(), one.why()));
        out.printf("%nUnder policy %s %d would have another outcome.%n%n", report.policyVersion(), report.changed());
        out.printf("%-9s%-9s%8s%n", "BEFORE", "AFTER", "COUNT");
        report.outcomes()
                .forEach(
                        count -> out.printf("%-9s%-9s%8d%n", word(count.before()), word(count.after()), count.count()));
        out.printf("%n%-40s%8s%8s%n", "RULE", "BEFORE", "AFTER");
        report.rules().forEach(rule -> out.printf("%-40s%8d%8d%n", rule.rule(), rule.before(), rule.after()));
        if (!report.rows().isEmpty()) {
            out.printf("%n%-32s%-24s%-17s%s%n", "CHANGED", "ACCOUNT", "OUTCOME", "RULES");
            report.rows()
                    .forEach(row -> out.printf(
                            "%-32s%-24s%-17s%s%n",
                            row.id(),
                            row.account(),
                            word(row.before()) + " → " + word(row.after()),
                            String.join(", ", row.rules())));
        }
        if (report.newlyHitAccounts() > 0) {
            out.printf("%n%d good accounts newly hit:%n", report.newlyHitAccounts());
            report.newlyHit()
                    .forEach(hit -> out.printf(
                            "  %s: %d blocked, %d reviewed%n", hit.account(), hit.blocked(), hit.reviewed()));
        }
    }

    private static String or(@Nullable Instant at) {
        return at == null ? "-" : at.toString();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
