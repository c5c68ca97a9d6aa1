package imprimatur.cli.local;

import java.io.PrintStream;
import java.time.Duration;
import java.util.concurrent.Callable;

/** Shows what is being done, a line a step: its name at once, the time that it took at its end. */
public final class Steps {
    private final PrintStream out;

    public Steps(PrintStream out) {
        this.out = out;
    }

    /** Does one step; its failure is the caller's to report. */
    public <T> T run(String name, Callable<T> work) throws Exception {
        var start = System.nanoTime();
        out.printf("  %-44s", name);
        out.flush();
        try {
            var result = work.call();
            out.printf("%6.1f s%n", Duration.ofNanos(System.nanoTime() - start).toMillis() / 1000.0);
            return result;
        } catch (Exception e) {
            out.println("failed");
            throw e;
        } finally {
            out.flush();
        }
    }
}
