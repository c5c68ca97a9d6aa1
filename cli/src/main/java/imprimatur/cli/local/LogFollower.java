package imprimatur.cli.local;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Prints log files, each line with its file's name where there are several, and what is added to them later. */
public final class LogFollower implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final List<Source> sources = new ArrayList<>();
    private final Consumer<String> out;

    private record Source(String prefix, BufferedReader reader) {}

    public LogFollower(List<Path> files, boolean named, Consumer<String> out) throws IOException {
        this.out = out;
        for (var file : files) {
            var name = String.valueOf(file.getFileName()).replaceFirst("\\.log$", "");
            sources.add(new Source(named ? "%-10s ".formatted(name) : "", Files.newBufferedReader(file)));
        }
    }

    /** Prints what is there and has not been printed. */
    public void print() throws IOException {
        for (var source : sources) {
            for (var line = source.reader().readLine();
                    line != null;
                    line = source.reader().readLine()) {
                out.accept(source.prefix() + line);
            }
        }
    }

    /** Goes on printing until nobody reads any more. */
    public void follow(BooleanSupplier deaf) throws IOException, InterruptedException {
        while (!deaf.getAsBoolean()) {
            Thread.sleep(PAUSE);
            print();
        }
    }

    @Override
    public void close() throws IOException {
        for (var source : sources) {
            source.reader().close();
        }
    }
}
