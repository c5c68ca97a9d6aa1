package imprimatur.usage.profile;

import imprimatur.base.Limits;
import imprimatur.base.Tokens;
import imprimatur.usage.SecretHash;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Makes traces of behaviour: whatever a person could be known by becomes a keyed hash. The hashes of each span of
 * {@link Limits#PSEUDONYM_SPAN} are under another key, so that nobody can be followed from one into the next; the new
 * span starts with nothing known. Not safe for threads.
 */
public final class Pseudonyms {
    private static final int REMEMBERED = 20_000;
    private static final int NUMBER_DIGITS = 15;
    private static final Pattern BLOCK = Pattern.compile("\\d{1,3}\\.\\d{1,3}\\.|\\p{XDigit}{1,4}:\\p{XDigit}{0,4}:");
    /** What the key of a deployment's hashes is derived for; tokens of this purpose are given to nobody. */
    private static final String PURPOSE = "behaviour";

    private final SecretHash secret;
    private final boolean rotates;
    private final long seed;
    private final Map<String, Long> known = new LinkedHashMap<>(1024, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
            return size() > REMEMBERED;
        }
    };

    private Pseudonyms(String key, boolean rotates) {
        this.secret = new SecretHash(key);
        this.rotates = rotates;
        this.seed = secret.number("prompts", "seed");
    }

    /** For a deployment, whose key stays: the hashes rotate. */
    public static Pseudonyms rotating(String key) {
        return new Pseudonyms(key, true);
    }

    /** For a deployment: the same for all its processes, so that what one hashes another knows again. */
    public static Pseudonyms rotating(Tokens tokens) {
        return rotating(tokens.sign(PURPOSE, "hashes"));
    }

    /** For one run, whose key is thrown away after it. */
    public static Pseudonyms ofOneRun(String key) {
        return new Pseudonyms(key, false);
    }

    public Trace trace(Behaviour event) {
        var millis = event.at().toEpochMilli();
        var image = event.imageId();
        var prompt = event.prompt();
        var sender = event.sender() != null
                ? event.sender()
                : sender(
                        event.key(),
                        event.ip(),
                        event.asn(),
                        event.country(),
                        event.userAgent(),
                        event.deviceId(),
                        event.at());
        return new Trace(
                event.account(),
                event.kind(),
                millis,
                fingerprint(event),
                sender.key(),
                sender.ip(),
                sender.network(),
                sender.country(),
                sender.agent(),
                sender.device(),
                hash("payment", event.paymentId(), span(event.at())),
                sender.browser(),
                "blocked".equals(event.outcome()),
                prompt == null ? null : PromptPrint.of(prompt, seed),
                image == null || image.isEmpty() ? 0 : Mix.of(seed, image),
                image == null ? -1 : lastNumber(image),
                event.id() != null ? event.id() : image);
    }

    /**
     * Who does something at a time, of whom only hashes are left. Where the network's number is not told, the block of
     * the address stands for it: the first half of an IPv4 address, or 32 bits of an IPv6 address.
     */
    public Sender sender(
            @Nullable String key,
            @Nullable String ip,
            @Nullable String asn,
            @Nullable String country,
            @Nullable String userAgent,
            @Nullable String deviceId,
            Instant at) {
        var span = span(at);
        var told = hash("asn", network(asn), span);
        return new Sender(
                hash("key", key, 0),
                hash("ip", ip, span),
                told != 0 ? told & ~Place.GUESSED : guessed(hash("block", block(ip), span)),
                hash("country", country, span),
                hash("agent", userAgent, span),
                hash("device", deviceId, span),
                userAgent != null && userAgent.startsWith("Mozilla"));
    }

    private static long guessed(long hash) {
        return hash == 0 ? 0 : hash | Place.GUESSED;
    }

    private long span(Instant at) {
        return rotates ? at.toEpochMilli() / Limits.PSEUDONYM_SPAN.toMillis() : 0;
    }

    /** The block that an address is of; null where it is no address. */
    private static @Nullable String block(@Nullable String ip) {
        var parts = BLOCK.matcher(ip == null ? "" : ip);
        return parts.lookingAt() ? parts.group() : null;
    }

    private long hash(String purpose, @Nullable String value, long span) {
        if (value == null || value.isBlank()) {
            return 0;
        }
        var named = purpose + span + ':' + value;
        var before = known.get(named);
        if (before != null) {
            return before;
        }
        var hash = secret.number(purpose + span, value);
        known.put(named, hash);
        return hash;
    }

    /** {@code AS7922}, {@code as 7922} and {@code 7922} are one network. */
    private static @Nullable String network(@Nullable String asn) {
        return asn == null
                ? null
                : asn.toUpperCase(Locale.ROOT).replace("AS", "").strip();
    }

    private int fingerprint(Behaviour event) {
        if (event.id() != null) {
            return (int) Mix.of(seed, event.id()) | 1;
        }
        var hash = Mix.of(event.at().toEpochMilli() ^ seed, event.kind().name());
        for (var part : new @Nullable String[] {
            event.key(), event.ip(), event.deviceId(), event.prompt(), event.imageId(), event.outcome()
        }) {
            hash = part == null ? Mix.of(hash) : Mix.of(hash, part);
        }
        return (int) hash | 1;
    }

    /** The number that an id ends with; −1 where there is none. */
    private static long lastNumber(String id) {
        var start = id.length();
        while (start > 0
                && id.charAt(start - 1) >= '0'
                && id.charAt(start - 1) <= '9'
                && id.length() - start < NUMBER_DIGITS) {
            start--;
        }
        return start == id.length() ? -1 : Long.parseLong(id, start, id.length(), 10);
    }
}
