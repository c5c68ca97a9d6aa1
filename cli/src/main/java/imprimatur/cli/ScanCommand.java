package imprimatur.cli;

import imprimatur.cli.scanning.FileScanner;
import imprimatur.imaging.HashIndex;
import imprimatur.imaging.SafeDecoder;
import imprimatur.imaging.model.ImageModels;
import imprimatur.imaging.scan.ImageScanner;
import imprimatur.screening.Screener;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Scans image files; no stack need run. */
@Command(
        name = "scan",
        mixinStandardHelpOptions = true,
        description = {
            "Scan images as uploads are scanned: a line of JSON each, in the order of the files.",
            "{\"file\",\"decision\",\"sections\",\"signals\",\"rules\",\"type\",\"width\",\"height\",\"sha256\",\"pdq\",",
            "\"quality\",\"match\"?,\"undecodable\"?,\"text\"}",
            "A file that cannot be read is told on the standard error, and the rest is done; the exit code is 1 then."
        })
final class ScanCommand implements Callable<Integer> {
    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PolicyOption policy;

    @Parameters(arity = "1..*", paramLabel = "FILE", description = "Images, of whatever type.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Override
    public Integer call() {
        var rules = policy.read();
        try (var screener = Screener.bundled();
                var models = new ImageModels(screener, rules.lookPlan(), InstantSource.system());
                var out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8)) {
            var scanner = new ImageScanner(new SafeDecoder(), () -> new HashIndex(List.of()), models);
            return new FileScanner(scanner, rules).run(files, out, System.err) == 0 ? 0 : 1;
        }
    }
}
