package imprimatur.cli;

import imprimatur.audit.AuditEntry;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.cli.aws.Cloud;
import imprimatur.cli.bank.BankFiles;
import imprimatur.cli.bank.Matcher;
import imprimatur.cli.local.LocalException;
import imprimatur.cli.local.MiniStack;
import imprimatur.cli.local.State;
import imprimatur.cli.local.StateFile;
import imprimatur.imaging.Bank;
import imprimatur.imaging.BankEntry;
import imprimatur.imaging.HashIndex;
import imprimatur.imaging.SnapshotFile;
import imprimatur.imaging.bank.BankFileReader;
import imprimatur.imaging.bank.BankFileWriter;
import imprimatur.policy.PolicyLoader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Hash banks: into the running stack, out of it, and looked up in it or in files alone. */
@Command(
        name = "bank",
        mixinStandardHelpOptions = true,
        description = "Work with hash banks.",
        synopsisSubcommandLabel = "COMMAND")
final class BankCommand implements Runnable {
    private static final String TABLE = "BanksTable";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    /** What an entry of a file is where its line does not say. */
    static final class Entries {
        @Option(names = "--kind", description = "Hashes without a type are: pdq, sha256. Default: pdq.")
        private BankEntry.Kind kind = BankEntry.Kind.PDQ;

        @Option(names = "--purpose", description = "What a match means: ban, hold, allow. Default: ban.")
        private BankEntry.Purpose purpose = BankEntry.Purpose.BAN;

        @Option(names = "--section", description = "Section of the policy that the content violates. Default: 2.1.")
        private String section = "2.1";

        @Option(names = "--by", paramLabel = "WHO", description = "Who adds the hashes. Default: the user's name.")
        private String by = System.getProperty("user.name", "operator");

        @Option(names = "--note", description = "Why they are added.")
        private @Nullable String note;

        BankFileReader.Defaults of(String bank) {
            if (PolicyLoader.bundled().findSection(section).isEmpty()) {
                throw new LocalException("The policy has no section " + section + ".");
            }
            return new BankFileReader.Defaults(bank, kind, purpose, section, by, note, Instant.now());
        }
    }

    /** Settings of the bank that is imported. */
    static final class Settings {
        @Option(names = "--source", description = "Where the hashes come from.")
        private @Nullable String source;

        @Option(names = "--owner", description = "Whom to ask about the bank.")
        private @Nullable String owner;

        @Option(
                names = "--expires",
                paramLabel = "INSTANT",
                description = "When the bank ends, as 2027-01-01T00:00:00Z.")
        private @Nullable Instant expires;

        @Option(
                names = "--enabled",
                paramLabel = "PERCENT",
                description = "Share of images it holds for. Default: 100.")
        private int enabled = 100;

        private Bank of(String name, BankEntry.Purpose purpose) {
            try {
                return new Bank(name, purpose, source, owner, expires, enabled);
            } catch (BadInput e) {
                throw new LocalException("The bank's settings are refused: " + e.getMessage(), e);
            }
        }
    }

    /** Adds the hashes of files to a bank of the running stack, and sets the bank up. */
    @Command(
            name = "import",
            mixinStandardHelpOptions = true,
            description = {
                "Add the hashes of files (CSV or lines of JSON) to a bank of the running stack, and set the bank up.",
                "What is there already stays as it is. A bad line is told on the standard error with its number, and",
                "the rest is done; the exit code is 1 then."
            })
    int load(
            @Option(names = "--bank", paramLabel = "NAME", required = true, description = "The bank.") String bank,
            @Mixin Entries entries,
            @Mixin Settings settings,
            @Parameters(paramLabel = "FILE", arity = "1..*", description = "Files of hashes.") List<Path> files) {
        var defaults = entries.of(bank);
        var settled = settings.of(bank, entries.purpose);
        return withStack((cloud, state) -> {
            var banks = cloud.banks(output(state, TABLE));
            cloud.audit(output(state, "AuditTable"))
                    .append(new AuditEntry(
                            Instant.now(),
                            entries.by,
                            "bank.imported",
                            bank,
                            Map.of("files", Integer.toString(files.size()), "section", entries.section)));
            banks.put(settled);
            var read = new BankFiles(spec.commandLine().getErr());
            files.forEach(file -> read.add(file, defaults, banks));
            spec.commandLine()
                    .getErr()
                    .printf("%d hashes are in bank %s; %d lines were left out.%n", read.read(), bank, read.bad());
            spec.commandLine().getErr().flush();
            return read.bad() == 0 ? 0 : 1;
        });
    }

    /** Prints a bank of the running stack. */
    @Command(
            name = "export",
            mixinStandardHelpOptions = true,
            description = "Print the entries of a bank of the running stack, as import reads them.")
    int unload(
            @Option(names = "--bank", paramLabel = "NAME", required = true, description = "The bank.") String bank,
            @Option(names = "--format", description = "csv or jsonl. Default: csv.", defaultValue = "CSV")
                    BankFileWriter format) {
        return withStack((cloud, state) -> {
            var out = spec.commandLine().getOut();
            out.print(format.head());
            cloud.banks(output(state, TABLE)).forEach(entry -> {
                if (entry.bank().equals(bank)) {
                    out.print(format.line(entry));
                }
            });
            out.flush();
            return 0;
        });
    }

    /** Looks hashes and images up. */
    @Command(
            name = "match",
            mixinStandardHelpOptions = true,
            description = {
                "Look hashes (64 hex digits) and images up, and print a line of JSON for each entry that matches:",
                "{\"query\",\"distance\",\"entry\"}, nearest first. With --bank FILE in these files alone, and no stack",
                "need run; without it in the banks of the running stack, as their settings are now.",
                "The exit code is 1 where a line of a bank or a query could not be read."
            })
    int match(
            @Option(names = "--bank", paramLabel = "FILE", description = "A bank's file; may be repeated.") @Nullable
                    List<Path> files,
            @Mixin Entries entries,
            @Parameters(paramLabel = "HASH|IMAGE", arity = "1..*", description = "What to look up.")
                    List<String> queries) {
        if (files == null) {
            return withStack((cloud, state) -> {
                var banks = cloud.banks(output(state, TABLE));
                var all = new HashIndex(SnapshotFile.of(banks.all()), Map.of(), banks.banks(), Instant.now());
                return look(all, queries) ? 0 : 1;
            });
        }
        var read = new BankFiles(spec.commandLine().getErr());
        var index = read.index(files, file -> entries.of(BankFiles.name(file)));
        return look(index, queries) && read.bad() == 0 ? 0 : 1;
    }

    private boolean look(HashIndex banks, List<String> queries) {
        var matcher = new Matcher(
                banks, spec.commandLine().getOut(), spec.commandLine().getErr());
        var done = true;
        for (var query : queries) {
            done &= matcher.match(query);
        }
        return done;
    }

    private static int withStack(BiFunction<Cloud, State, Integer> work) {
        var state = StateFile.running();
        try (var cloud = new Cloud(state.endpoint(), MiniStack.REGION)) {
            return work.apply(cloud, state);
        }
    }

    private static String output(State state, String name) {
        return state.outputs().getOrDefault(name, "");
    }
}
