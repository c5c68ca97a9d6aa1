package imprimatur.base;

import java.security.SecureRandom;
import java.time.Instant;

/**
 * Identifiers that sort by time: a prefix that says what the thing is, 10 digits of milliseconds and 16 of randomness
 * in Crockford's base 32 (the layout of a ULID, lower case), such as {@code case_01jd3v5k8q2m4x6z8b0c2d4f6g}.
 */
public final class Ids {
    private static final char[] ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz".toCharArray();
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** A new id such as {@code chk_…}; the prefix is lower-case letters. */
    public static String next(String prefix, Instant now) {
        var out = new StringBuilder(prefix.length() + 27).append(prefix).append('_');
        var millis = now.toEpochMilli();
        for (var shift = 45; shift >= 0; shift -= 5) {
            out.append(ALPHABET[(int) (millis >>> shift) & 31]);
        }
        var random = new byte[16];
        RANDOM.nextBytes(random);
        for (var b : random) {
            out.append(ALPHABET[b & 31]);
        }
        return out.toString();
    }
}
