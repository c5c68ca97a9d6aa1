package imprimatur.cli;

import imprimatur.cli.local.LocalException;
import imprimatur.cli.simulation.Simulation;
import imprimatur.cli.simulation.Truth;
import java.io.BufferedWriter;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes made-up events to the standard output; no stack need run. */
@Command(
        name = "simulate",
        mixinStandardHelpOptions = true,
        description = {
            "Make up events of honest accounts and of abusers, for detect to read.",
            "Each line: {\"t\",\"account\",\"key\",\"type\",\"ip\",\"asn\",\"country\",\"user_agent\",\"device_id\",",
            "\"payment_id\",\"prompt\",\"image_id\",\"outcome\"}; what is not known is absent.",
            "Truth: {\"account\",\"kind\",\"abuse\",\"care\",\"since\",\"group\"}, a line for each account."
        })
final class SimulateCommand implements Runnable {
    private static final int BUFFER_CHARS = 1 << 16;

    @Option(names = "--seed", required = true, description = "The same events for the same seed.")
    private long seed;

    @Option(names = "--accounts", defaultValue = "1000", description = "Accounts; default: ${DEFAULT-VALUE}.")
    private int accounts;

    @Option(names = "--days", defaultValue = "7", description = "Days; default: ${DEFAULT-VALUE}.")
    private int days;

    @Option(names = "--truth", description = "File to write what each account is.")
    private @Nullable Path truth;

    @Override
    public void run() {
        if (accounts < 1 || days < 1) {
            throw new LocalException("--accounts and --days must be at least 1.");
        }
        try (var out = new BufferedWriter(
                new OutputStreamWriter(new FileOutputStream(FileDescriptor.out), StandardCharsets.UTF_8),
                BUFFER_CHARS)) {
            cast().write(out);
        } catch (IOException e) {
            throw new LocalException("The events cannot be written: " + e.getMessage());
        }
    }

    private Simulation cast() throws IOException {
        if (truth == null) {
            return new Simulation(seed, accounts, days, ignored -> {});
        }
        try (Writer file = Files.newBufferedWriter(truth);
                var lines = new PrintWriter(file)) {
            Consumer<Truth> told = one -> lines.print(one.line() + "\n");
            var simulation = new Simulation(seed, accounts, days, told);
            if (lines.checkError()) {
                throw new IOException("the truth file " + truth + " is incomplete");
            }
            return simulation;
        }
    }
}
