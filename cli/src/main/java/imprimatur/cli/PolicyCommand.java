package imprimatur.cli;

import imprimatur.cli.local.LocalException;
import imprimatur.policy.Policy;
import imprimatur.policy.PolicyLoader;
import imprimatur.policy.PolicyProblem;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** What can be done with a policy file without a running stack. */
@Command(
        name = "policy",
        mixinStandardHelpOptions = true,
        description = "Work with policy files.",
        synopsisSubcommandLabel = "COMMAND")
final class PolicyCommand implements Runnable {
    private static final String SECTION = "%-9s%-17s%s%n";
    private static final String RULE = "%-9s%-31s%-10s%-9s%8s%n";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** Checks a policy file as the service does before it takes one, and shows what is in it. */
    @Command(
            name = "check",
            mixinStandardHelpOptions = true,
            description = "Check a policy file and run the examples of its rules; exit code 1 where anything is wrong.")
    int check(@Parameters(paramLabel = "FILE", description = "The policy, such as policy/aup.yaml.") Path file) {
        var text = read(file);
        var problems = PolicyLoader.problems(file.toString(), text);
        if (problems.isEmpty()) {
            show(PolicyLoader.load(file.toString(), text), spec.commandLine().getOut());
            return 0;
        }
        var err = spec.commandLine().getErr();
        problems.stream().sorted(Comparator.comparingInt(PolicyProblem::line)).forEach(err::println);
        err.printf(Locale.ROOT, "%d problem(s); the policy is refused.%n", problems.size());
        err.flush();
        return 1;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (CharacterCodingException e) {
            throw new LocalException(file + " is not UTF-8.", e);
        } catch (IOException e) {
            throw new LocalException(file + " cannot be read.", e);
        }
    }

    private static void show(Policy policy, PrintWriter out) {
        out.printf("%s, version %s%n%n", policy.service(), policy.version());
        out.printf(SECTION, "SECTION", "CATEGORY", "TITLE");
        policy.sections()
                .forEach(section -> out.printf(SECTION, section.code(), section.category(), section.title("en")));
        out.printf("%n" + RULE, "SECTION", "RULE", "SEVERITY", "OUTCOME", "EXAMPLES");
        var examples = 0;
        for (var rule : policy.rules()) {
            examples += policy.examples(rule.id());
            out.printf(
                    RULE,
                    rule.section(),
                    rule.id(),
                    rule.severity().name().toLowerCase(Locale.ROOT),
                    rule.outcome().name().toLowerCase(Locale.ROOT),
                    policy.examples(rule.id()));
        }
        out.printf(
                "%n%d sections, %d rules, %d examples: all hold.%n",
                policy.sections().size(), policy.rules().size(), examples);
        out.flush();
    }
}
