package imprimatur.report;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Bytes of a mail to text, whatever its sender's program says of their charset. */
final class Charsets {
    private static final Charset GB18030 = Charset.forName("GB18030");

    private Charsets() {}

    /**
     * Decodes by the charset named; where none is, or one that tells nothing, by the first of UTF-8, GB18030 and
     * Latin-1 that fits all bytes.
     */
    static String decode(byte[] bytes, @Nullable String named) {
        var charset = charset(named);
        if (charset != null) {
            return new String(bytes, charset);
        }
        for (var guess : new Charset[] {StandardCharsets.UTF_8, GB18030}) {
            try {
                return guess.newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .onUnmappableCharacter(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                // Not this one: the next.
            }
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Null where the name tells nothing: a mail program's default, or a charset unknown here. */
    private static @Nullable Charset charset(@Nullable String named) {
        if (named == null) {
            return null;
        }
        var name = named.strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "", "us-ascii", "ascii", "8bit", "unknown-8bit", "x-unknown" -> null;
            // Senders write characters of the larger set under the names of the smaller ones.
            case "gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936" -> GB18030;
            default -> {
                try {
                    yield Charset.forName(name);
                } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                    yield null;
                }
            }
        };
    }
}
