package imprimatur.weights;

import imprimatur.base.Hashing;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Puts the weights of the image models into the build: from the cache, and made anew where it has them not. */
final class Main {
    private Main() {}

    /**
     * Makes what is missing.
     *
     * @param args the cache, and the folder that the build packs
     */
    public static void main(String... args) throws IOException {
        try {
            provide(Path.of(args[0]), Path.of(args[1]));
        } catch (BuildException e) {
            System.err.println("Weights of the image models: " + e.getMessage());
            System.exit(1);
        }
    }

    static void provide(Path cache, Path target) throws IOException {
        Files.createDirectories(cache);
        Files.createDirectories(target);
        try (var channel =
                        FileChannel.open(cache.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            for (var file : Recipe.values()) {
                if (lock.isValid() && !same(target.resolve(file.file()), file)) {
                    copy(cached(cache, file), target.resolve(file.file()));
                }
            }
        }
    }

    private static Path cached(Path cache, Recipe file) throws IOException {
        var kept = cache.resolve(file.sha256().substring(0, 16) + "-" + file.file());
        if (!same(kept, file)) {
            var made = file.make(new Packages(cache));
            var digest = Hashing.sha256(made);
            if (!digest.equals(file.sha256())) {
                throw new BuildException(file.file() + " came out as " + digest + " in place of " + file.sha256());
            }
            var fresh = Files.createTempFile(cache, "fresh", ".part");
            Files.write(fresh, made);
            Files.move(fresh, kept, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        return kept;
    }

    private static boolean same(Path path, Recipe file) throws IOException {
        return Files.exists(path) && Hashing.sha256(Files.readAllBytes(path)).equals(file.sha256());
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }
}
