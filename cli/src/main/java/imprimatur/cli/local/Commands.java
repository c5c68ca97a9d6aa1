package imprimatur.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Runs other programs to their end. */
final class Commands {
    private Commands() {}

    /**
     * Runs a program with its output appended to a file.
     *
     * @return its exit code
     * @throws LocalException where it did not end in that time; it is killed then
     */
    static int run(List<String> command, Path log, Duration atMost) {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        return await(builder, command, atMost);
    }

    /** Runs a program that shares this one's output and gives its exit code. */
    static int show(List<String> command, Path folder, Duration atMost) {
        return await(new ProcessBuilder(command).directory(folder.toFile()).inheritIO(), command, atMost);
    }

    private static int await(ProcessBuilder builder, List<String> command, Duration atMost) {
        try {
            var process = builder.start();
            try {
                if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                    throw new LocalException(command.getFirst() + " did not end within " + atMost.toSeconds() + " s.");
                }
                return process.exitValue();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new LocalException("Interrupted while " + command.getFirst() + " ran.", e);
            } finally {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
