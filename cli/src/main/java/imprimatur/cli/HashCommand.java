package imprimatur.cli;

import imprimatur.base.Limits;
import imprimatur.imaging.Decoded;
import imprimatur.imaging.PdqHash;
import imprimatur.imaging.PdqHasher;
import imprimatur.imaging.Picture;
import imprimatur.imaging.SafeDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Prints the PDQ hashes of files; no stack need run. */
@Command(
        name = "hash",
        mixinStandardHelpOptions = true,
        description = {
            "Hash pictures with PDQ: a line \"hex,quality,path\" each, in the order given, as soon as it is known.",
            "PNG, JPEG, GIF and WebP; of an animation, its first frame. JPEGs are turned as their EXIF says.",
            "A file that cannot be decoded is told on the standard error with the reason, and the rest is done;",
            "the exit code is 1 then."
        })
final class HashCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "1..*", description = "Pictures; folders are not read.")
    @SuppressWarnings("NullAway.Init")
    private List<Path> files;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    private record Hashed(Picture.Form form, PdqHash hash) {}

    @Override
    public Integer call() {
        var decoder = new SafeDecoder();
        var failed = 0;
        for (var file : files) {
            failed += hash(decoder, file) ? 0 : 1;
        }
        return failed == 0 ? 0 : 1;
    }

    private boolean hash(SafeDecoder decoder, Path file) {
        try {
            if (Files.isDirectory(file)) {
                return fail(file, "is a folder");
            }
            if (Files.size(file) > Limits.IMAGE_BYTES) {
                return fail(file, "is larger than " + Limits.IMAGE_BYTES + " bytes");
            }
            return switch (decoder.decode(
                    Files.readAllBytes(file), picture -> new Hashed(picture.form(), PdqHasher.hash(picture)))) {
                case Decoded.Frames<Hashed> frames -> print(file, stored(frames.frames()));
                case Decoded.Undecodable<Hashed> undecodable -> fail(file, undecodable.reason());
            };
        } catch (IOException e) {
            return fail(file, "cannot be read");
        }
    }

    /** What Meta's reference would print. */
    private static PdqHash stored(List<Hashed> frames) {
        return frames.stream()
                .filter(frame -> frame.form == Picture.Form.STORED)
                .findFirst()
                .orElse(frames.getFirst())
                .hash;
    }

    private boolean print(Path file, PdqHash hash) {
        var out = spec.commandLine().getOut();
        out.println(hash.upright().hex() + "," + hash.quality() + "," + file);
        out.flush();
        return true;
    }

    private boolean fail(Path file, String reason) {
        var err = spec.commandLine().getErr();
        err.println(file + ": " + reason);
        err.flush();
        return false;
    }
}
