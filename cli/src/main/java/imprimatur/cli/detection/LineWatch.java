package imprimatur.cli.detection;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Json;
import imprimatur.usage.detect.Finding;
import imprimatur.usage.detect.Watch;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;
import java.util.function.Consumer;

/** Takes events in, a line each, and tells each finding as a line when it is raised. */
public final class LineWatch {
    private final Watch watch;
    private final AccountBook accounts;
    private final Consumer<Finding> also;

    /**
     * Watches with the same code as the function does.
     *
     * @param accounts is told what lines say of accounts
     * @param also is told each finding besides
     */
    public LineWatch(Watch watch, AccountBook accounts, Consumer<Finding> also) {
        this.watch = watch;
        this.accounts = accounts;
        this.also = also;
    }

    /**
     * Reads until the input ends.
     *
     * @param problems where a line that cannot be read is told, with its number; the rest is done
     * @return how many lines could not be read
     */
    public long run(BufferedReader in, PrintStream out, PrintStream problems) throws IOException {
        var failed = 0L;
        var number = 0L;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                var fields = EventLine.fields(line);
                if (accounts.take(fields)) {
                    continue;
                }
                for (var finding : watch.take(List.of(EventLine.behaviour(fields)))) {
                    out.println(Json.write(finding));
                    also.accept(finding);
                }
            } catch (BadInput e) {
                problems.println("line " + number + ": " + e.getMessage());
                failed++;
            }
        }
        out.flush();
        return failed;
    }
}
