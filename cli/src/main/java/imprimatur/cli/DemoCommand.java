package imprimatur.cli;

import imprimatur.cli.aws.Cloud;
import imprimatur.cli.aws.Seeds;
import imprimatur.cli.demo.Api;
import imprimatur.cli.demo.Step;
import imprimatur.cli.demo.Story;
import imprimatur.cli.local.LocalException;
import imprimatur.cli.local.MiniStack;
import imprimatur.cli.local.State;
import imprimatur.cli.local.StateFile;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;

/** Tells the whole story against the running stack. */
@Command(
        name = "demo",
        mixinStandardHelpOptions = true,
        description = "Tell the main job, end to end, against the running stack; exit code 1 where a step differs.")
final class DemoCommand implements Callable<Integer> {
    private static final String ROW = "%4s  %-4s %7s  %-74s %s%n";

    @Override
    public Integer call() {
        var state = StateFile.running();
        System.out.printf(ROW, "STEP", "", "TIME", "WHAT", "WHAT HAPPENED");
        try (var cloud = new Cloud(state.endpoint(), MiniStack.REGION)) {
            var steps = new Story(
                            new Api(URI.create(state.origin())),
                            state.keys().getOrDefault(Seeds.PLATFORM, ""),
                            tokens(cloud, state),
                            cloud.backstage(state),
                            DemoCommand::print)
                    .tell();
            var asTold = steps.stream().allMatch(Step::asTold);
            System.out.printf(
                    "%n%s%n",
                    asTold
                            ? "All " + steps.size() + " steps went as told."
                            : "Step " + steps.size() + " differed; ./imprimatur logs shows what the functions said.");
            return asTold ? 0 : 1;
        }
    }

    private static UnaryOperator<String> tokens(Cloud cloud, State state) {
        var people = cloud.people(
                state.outputs().getOrDefault("UserPoolId", ""), state.outputs().getOrDefault("UserPoolClientId", ""));
        var tokens = state.users().stream().collect(Collectors.toMap(State.User::group, people::token));
        return group -> Optional.ofNullable(tokens.get(group))
                .orElseThrow(() -> new LocalException("The stack has nobody of the group " + group + "."));
    }

    private static void print(Step step) {
        System.out.printf(
                ROW,
                step.number(),
                step.asTold() ? "ok" : "DIFF",
                String.format("%.1f s", step.took().toMillis() / 1000.0),
                step.title(),
                step.happened());
    }
}
