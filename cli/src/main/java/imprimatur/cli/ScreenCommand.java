package imprimatur.cli;

import imprimatur.cli.local.LocalException;
import imprimatur.cli.screening.LineScreener;
import imprimatur.policy.Policy;
import imprimatur.policy.PolicyLoader;
import imprimatur.screening.Screener;
import java.io.BufferedOutputStream;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Screens prompts from the standard input; no stack need run. */
@Command(
        name = "screen",
        mixinStandardHelpOptions = true,
        description = {
            "Screen prompts: lines of JSON in, lines of JSON out, in the same order.",
            "In:  {\"id\",\"text\",\"negative_prompt\"?,\"lang\"?}",
            "Out: {\"id\",\"decision\",\"sections\",\"signals\",\"rules\"}",
            "A line that cannot be screened is told on the standard error with its number, and the rest is done;",
            "the exit code is 1 then."
        })
final class ScreenCommand implements Callable<Integer> {
    private static final int BUFFER_BYTES = 1 << 16;

    @Option(names = "--policy", description = "Policy to decide by; default: the one of this build.")
    private @Nullable Path policy;

    @Option(
            names = "--marks",
            description = "Also tell where in the prompt the evidence of each signal is, in UTF-16 units.")
    private boolean marks;

    @Override
    public Integer call() throws IOException {
        var rules = policy();
        try (var screener = Screener.bundled();
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), BUFFER_BYTES);
                var out = new PrintStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES),
                        false,
                        StandardCharsets.UTF_8)) {
            return new LineScreener(screener, rules, marks).run(in, out, System.err) == 0 ? 0 : 1;
        }
    }

    private Policy policy() {
        if (policy == null) {
            return PolicyLoader.bundled();
        }
        try {
            var text = Files.readString(policy);
            var problems = PolicyLoader.problems(policy.toString(), text);
            if (!problems.isEmpty()) {
                throw new LocalException("The policy is refused: " + problems.getFirst());
            }
            return PolicyLoader.load(policy.toString(), text);
        } catch (IOException e) {
            throw new LocalException("The policy " + policy + " cannot be read: " + e.getMessage());
        }
    }
}
