package imprimatur.imaging;

import java.util.HexFormat;

/**
 * A PDQ hash: 256 bits of which {@code a} holds the first 64 of the text, {@code d} the last.
 *
 * <p>Its text is 64 lower-case hex digits in the order in which Meta's tools print it, so that banks can be exchanged.
 */
public record Pdq(long a, long b, long c, long d) {
    /**
     * Reads the text form.
     *
     * @throws IllegalArgumentException where it is not 64 hex digits
     */
    public static Pdq parse(String hex) {
        if (hex.length() != 64) {
            throw new IllegalArgumentException("a PDQ hash has 64 hex digits, not " + hex.length());
        }
        return new Pdq(word(hex, 0), word(hex, 1), word(hex, 2), word(hex, 3));
    }

    private static long word(String hex, int index) {
        return HexFormat.fromHexDigitsToLong(hex, 16 * index, 16 * index + 16);
    }

    /** The four words, first bits first. */
    long[] words() {
        return new long[] {a, b, c, d};
    }

    /** Hamming distance, 0–256. */
    public int distance(Pdq other) {
        return Long.bitCount(a ^ other.a)
                + Long.bitCount(b ^ other.b)
                + Long.bitCount(c ^ other.c)
                + Long.bitCount(d ^ other.d);
    }

    public String hex() {
        var format = HexFormat.of();
        return format.toHexDigits(a) + format.toHexDigits(b) + format.toHexDigits(c) + format.toHexDigits(d);
    }
}
