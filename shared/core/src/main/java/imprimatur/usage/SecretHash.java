package imprimatur.usage;

import imprimatur.base.Limits;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA-256 under a key of the deployment, so that nobody without it can try texts or addresses against a hash. */
public final class SecretHash {
    private static final String ALGORITHM = "HmacSHA256";
    private static final int HASH_BYTES = 16;
    private static final int PIECE_CHARS = 4;
    /** A character of Chinese says as much as some letters. */
    private static final int IDEOGRAPHIC_PIECE_CHARS = 2;

    private final SecretKeySpec key;

    /** Hashes under this key. */
    public SecretHash(String key) {
        this.key = new SecretKeySpec(key.getBytes(StandardCharsets.UTF_8), ALGORITHM);
    }

    /** 32 hex digits for a text and what it is. */
    String of(String purpose, String text) {
        var mac = mac();
        mac.update((purpose + '\n').getBytes(StandardCharsets.UTF_8));
        var digest = mac.doFinal(text.getBytes(StandardCharsets.UTF_8));
        return HexFormat.of().formatHex(digest, 0, HASH_BYTES);
    }

    /** As {@link #of}, the first 64 bits as a number that is not 0. */
    public long number(String purpose, String text) {
        var number = Long.parseUnsignedLong(of(purpose, text).substring(0, Long.BYTES * 2), 16);
        return number == 0 ? 1 : number;
    }

    /** The sketch of a text's first {@link Limits#SKETCHED_CHARS} characters. */
    Sketch sketch(String canonical) {
        var text = canonical.substring(0, Math.min(canonical.length(), Limits.SKETCHED_CHARS));
        var ideographs = text.codePoints().filter(Character::isIdeographic).count();
        var chars = 2 * ideographs > text.length() ? IDEOGRAPHIC_PIECE_CHARS : PIECE_CHARS;
        var mac = mac();
        var hashes = new HashSet<Integer>();
        for (var start = 0; start + chars <= text.length(); start++) {
            var piece = text.substring(start, start + chars).getBytes(StandardCharsets.UTF_8);
            hashes.add(ByteBuffer.wrap(mac.doFinal(piece)).getInt());
        }
        return new Sketch(hashes.stream().sorted().limit(Sketch.SIZE).toList(), hashes.size());
    }

    private Mac mac() {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            return mac;
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
