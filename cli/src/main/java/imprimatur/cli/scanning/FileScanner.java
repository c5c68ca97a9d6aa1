package imprimatur.cli.scanning;

import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.imaging.scan.ImageScanner;
import imprimatur.imaging.scan.Scan;
import imprimatur.policy.Policy;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;

/** Scans files one after the other and says a line of JSON of each, as soon as it is done. */
public final class FileScanner {
    private final ImageScanner scanner;
    private final Policy policy;

    /** A scanner of files that decides by this policy. */
    public FileScanner(ImageScanner scanner, Policy policy) {
        this.scanner = scanner;
        this.policy = policy;
    }

    /**
     * Scans all files.
     *
     * @param problems where a file that cannot be read is told; the rest is done
     * @return how many could not be read
     */
    public int run(List<Path> files, PrintStream out, PrintStream problems) {
        var failed = 0;
        for (var file : files) {
            try {
                out.println(Json.write(scanned(file)));
                out.flush();
            } catch (IOException e) {
                problems.println(file + " cannot be read: " + e);
                failed++;
            }
        }
        return failed;
    }

    private ScannedFile scanned(Path file) throws IOException {
        var scan = scan(file);
        var facts = new HashMap<>(scan.facts());
        facts.put(Scan.UPLOAD, true);
        return ScannedFile.of(file.toString(), scan, policy.decide(scan.signals(), facts));
    }

    /** No more is read than is scanned, whatever the file says of its size. */
    private Scan scan(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(Limits.IMAGE_BYTES + 1);
            return bytes.length > Limits.IMAGE_BYTES
                    ? Scan.tooLarge(Math.max(bytes.length, Files.size(file)))
                    : scanner.scan(bytes);
        }
    }
}
