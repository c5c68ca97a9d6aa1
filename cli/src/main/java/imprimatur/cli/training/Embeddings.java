package imprimatur.cli.training;

import imprimatur.screening.model.Encoder;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What an encoder says of texts, kept in a file, since an encoder takes most of the time of a training. */
final class Embeddings implements Function<String, float[]>, AutoCloseable {
    private static final int KEY_BYTES = 16;
    private static final int TOLD = 5_000;

    private final Encoder.Language language;
    private final Path file;
    private final Map<String, float[]> known = new HashMap<>();
    private @Nullable Encoder encoder;
    private @Nullable DataOutputStream out;
    private int encoded;

    /**
     * The embeddings of a language.
     *
     * @param cache the folder of their file
     */
    Embeddings(Encoder.Language language, Path cache) {
        this.language = language;
        this.file = cache.resolve("embeddings-" + language.name().toLowerCase(Locale.ROOT) + ".bin");
        try {
            Files.createDirectories(cache);
            if (Files.exists(file)) {
                load();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be read", e);
        }
    }

    /** What an interrupted run left incomplete at the end is cut off. */
    private void load() throws IOException {
        var size = KEY_BYTES + Float.BYTES * language.size();
        var records = Files.size(file) / size;
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file), 1 << 16))) {
            for (var record = 0L; record < records; record++) {
                var key = HexFormat.of().formatHex(in.readNBytes(KEY_BYTES));
                var vector = new float[language.size()];
                for (var i = 0; i < vector.length; i++) {
                    vector[i] = in.readFloat();
                }
                known.put(key, vector);
            }
        }
        try (var channel = Files.newByteChannel(file, StandardOpenOption.WRITE)) {
            channel.truncate(records * size);
        }
    }

    /** The embedding of a text, from the file where it is known. */
    @Override
    public synchronized float[] apply(String text) {
        var key = key(text);
        var name = HexFormat.of().formatHex(key);
        var vector = known.get(name);
        if (vector == null) {
            vector = encode(text, key);
            known.put(name, vector);
        }
        return vector;
    }

    private float[] encode(String text, byte[] key) {
        try {
            if (encoder == null || out == null) {
                encoder = Encoder.load(language);
                out = new DataOutputStream(new BufferedOutputStream(
                        Files.newOutputStream(file, StandardOpenOption.CREATE, StandardOpenOption.APPEND), 1 << 16));
            }
            var vector = encoder.embed(text);
            out.write(key);
            for (var value : vector) {
                out.writeFloat(value);
            }
            if (++encoded % TOLD == 0) {
                System.err.printf("%,d texts encoded (%s)%n", encoded, language);
            }
            return vector;
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
    }

    private static byte[] key(String text) {
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return Arrays.copyOf(digest, KEY_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            if (out != null) {
                out.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(file + " cannot be written", e);
        }
        if (encoder != null) {
            encoder.close();
        }
    }
}
