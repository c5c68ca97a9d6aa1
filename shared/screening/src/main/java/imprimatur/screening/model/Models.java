package imprimatur.screening.model;

import imprimatur.base.Json;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The weights of all models, which {@code imprimatur train} makes and a build carries. */
public record Models(NgramModel ngrams, Head english, Head chinese, Stacks stacks) {
    /** Where the weights are among a build's resources. */
    public static final String FOLDER = "imprimatur/screening/model";

    private static final String NGRAMS = "ngrams.bin";
    private static final String ENGLISH = "head-en.bin";
    private static final String CHINESE = "head-zh.bin";
    private static final String STACKS = "stacks.json";

    /** Where a file of weights comes from. */
    private interface Source {
        InputStream open(String name) throws IOException;
    }

    /** Reads one kind of weights. */
    private interface Reader<T> {
        T read(DataInputStream in) throws IOException;
    }

    /**
     * The weights of this build.
     *
     * @throws IllegalStateException where it carries none
     */
    public static Models bundled() {
        return read(name -> {
            var in = Models.class.getClassLoader().getResourceAsStream(FOLDER + "/" + name);
            if (in == null) {
                throw new IllegalStateException("the build carries no " + FOLDER + "/" + name);
            }
            return in;
        });
    }

    /** The weights in a folder. */
    public static Models in(Path folder) {
        return read(name -> Files.newInputStream(folder.resolve(name)));
    }

    private static Models read(Source source) {
        return new Models(
                read(source, NGRAMS, NgramModel::read),
                read(source, ENGLISH, Head::read),
                read(source, CHINESE, Head::read),
                read(source, STACKS, Models::stacks));
    }

    private static Stacks stacks(DataInputStream in) throws IOException {
        return Json.read(new String(in.readAllBytes(), StandardCharsets.UTF_8), Stacks.class);
    }

    private static <T> T read(Source source, String name, Reader<T> reader) {
        try (var in = new DataInputStream(new BufferedInputStream(source.open(name), 1 << 16))) {
            return reader.read(in);
        } catch (IOException e) {
            throw new UncheckedIOException(name + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Writes all weights into a folder; equal weights give equal bytes. */
    public void write(Path folder) throws IOException {
        Files.createDirectories(folder);
        try (var out = stream(folder, NGRAMS)) {
            ngrams.write(out);
        }
        try (var out = stream(folder, ENGLISH)) {
            english.write(out);
        }
        try (var out = stream(folder, CHINESE)) {
            chinese.write(out);
        }
        Files.write(folder.resolve(STACKS), Json.bytes(stacks));
    }

    private static DataOutputStream stream(Path folder, String name) throws IOException {
        return new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(folder.resolve(name)), 1 << 16));
    }
}
