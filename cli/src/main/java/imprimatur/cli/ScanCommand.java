package imprimatur.cli;

import imprimatur.cli.bank.BankFiles;
import imprimatur.cli.scanning.FileScanner;
import imprimatur.imaging.SafeDecoder;
import imprimatur.imaging.model.ImageModels;
import imprimatur.imaging.scan.ImageScanner;
import imprimatur.screening.Screener;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Scans image files; no stack need run. */
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        description = {
            "Scan images as uploads are scanned: a line of JSON each, in the order of the files.",
            "{\"file\",\"decision\",\"sections\",\"signals\",\"rules\",\"type\",\"width\",\"height\",\"sha256\",\"pdq\",",
            "\"quality\",\"match\"?,\"undecodable\"?,\"text\"}",
            "With --bank FILE images are looked up in these banks too; hashes without a purpose or section are bans of 2.1.",
            "A file or a line of a bank that cannot be read is told on the standard error, and the rest is done; the exit code is 1 then."
        })
final class ScanCommand implements Callable<Integer> {
    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PolicyOption policy;

    @Option(names = "--bank", paramLabel = "FILE", description = "A bank's file; may be repeated.")
    private List<Path> banks = List.of();

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Images, of whatever type.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Override
    public Integer call() {
        var read = new BankFiles(spec.commandLine().getErr());
        var entries = new BankCommand.Entries();
        var index = read.index(banks, file -> entries.of(BankFiles.name(file)));
        // Rules and screener take as long to load as each other.
        var loading = CompletableFuture.supplyAsync(Screener::bundled);
        var rules = policy.read();
        try (var screener = loading.join();
                var models = new ImageModels(screener, rules.lookPlan(), InstantSource.system());
                var out = Out.standard()) {
            var scanner = new ImageScanner(new SafeDecoder(), () -> index, models);
            return new FileScanner(scanner, rules).run(files, out, System.err) == 0 && read.bad() == 0 ? 0 : 1;
        }
    }
}
