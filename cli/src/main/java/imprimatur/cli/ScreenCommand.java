package imprimatur.cli;

import imprimatur.cli.screening.LineScreener;
import imprimatur.screening.Screener;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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

    @Override
    public Integer call() throws IOException {
        var rules = PolicyFile.orBundled(policy);
        try (var screener = Screener.bundled();
                var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), BUFFER_BYTES);
                var out = Out.standard()) {
            return new LineScreener(screener, rules).run(in, out, System.err) == 0 ? 0 : 1;
        }
    }
}
