package imprimatur.imaging.provenance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import imprimatur.base.Limits;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.InflaterInputStream;

/** A text chunk of a PNG (W3C PNG, third edition, 11.3.3), inflated up to {@link Limits#METADATA_BYTES}. */
final class PngText {
    private static final int KEYWORD_BYTES = 79;

    private final String keyword;
    private final byte[] text;
    private final Charset charset;

    private PngText(String keyword, byte[] text, Charset charset) {
        this.keyword = keyword;
        this.text = text;
        this.charset = charset;
    }

    String keyword() {
        return keyword;
    }

    byte[] text() {
        return text;
    }

    Charset charset() {
        return charset;
    }

    /** Empty where the chunk is damaged. */
    static Optional<PngText> of(String chunk, byte[] data) {
        var end = zero(data, 0);
        if (end < 1 || end > KEYWORD_BYTES) {
            return Optional.empty();
        }
        var keyword = new String(data, 0, end, ISO_8859_1);
        return switch (chunk) {
            case "tEXt" -> Optional.of(new PngText(keyword, from(data, end + 1), ISO_8859_1));
            case "zTXt" -> inflated(from(data, end + 2)).map(text -> new PngText(keyword, text, ISO_8859_1));
            default -> international(keyword, data, end + 1);
        };
    }

    /** Flag and method of compression, language, translated keyword, text. */
    private static Optional<PngText> international(String keyword, byte[] data, int at) {
        var language = zero(data, at + 2);
        var translated = language < 0 ? -1 : zero(data, language + 1);
        if (translated < 0) {
            return Optional.empty();
        }
        var text = from(data, translated + 1);
        var plain = data[at] == 0 ? Optional.of(text) : inflated(text);
        return plain.map(bytes -> new PngText(keyword, bytes, UTF_8));
    }

    private static int zero(byte[] data, int from) {
        for (var at = from; at < data.length; at++) {
            if (data[at] == 0) {
                return at;
            }
        }
        return -1;
    }

    private static byte[] from(byte[] data, int start) {
        return Arrays.copyOfRange(data, Math.min(start, data.length), data.length);
    }

    private static Optional<byte[]> inflated(byte[] packed) {
        try (var in = new InflaterInputStream(new ByteArrayInputStream(packed))) {
            return Optional.of(in.readNBytes(Limits.METADATA_BYTES));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
