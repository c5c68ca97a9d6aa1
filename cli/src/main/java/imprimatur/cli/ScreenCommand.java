package imprimatur.cli;

import imprimatur.cli.screening.LineScreener;
import imprimatur.screening.Screener;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
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

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PolicyOption policy;

    @Option(
            names = "--marks",
            description = "Also tell where in the prompt the evidence of each signal is, in UTF-16 units.")
    private boolean marks;

    @Override
    public Integer call() throws IOException {
        // Rules and screener take as long to load as each other.
        var loading = CompletableFuture.supplyAsync(Screener::bundled);
        var rules = policy.read();
        try (var screener = loading.join();
                var in = In.standard();
                var out = Out.standard()) {
            return new LineScreener(screener, rules, marks).run(in, out, System.err) == 0 ? 0 : 1;
        }
    }
}
