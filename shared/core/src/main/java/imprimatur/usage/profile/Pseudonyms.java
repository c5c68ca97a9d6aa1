package imprimatur.usage.profile;

import imprimatur.base.Limits;
import imprimatur.usage.SecretHash;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes traces of behaviour: whatever a person could be known by becomes a keyed hash. The hashes of each span of
 * {@link Limits#PSEUDONYM_SPAN} are under another key, so that nobody can be followed from one into the next; the new
 * span starts with nothing known. Not safe for threads.
 */
public final class Pseudonyms {
    private static final int REMEMBERED = 20_000;
    private static final int NUMBER_DIGITS = 15;

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

    /** For one run, whose key is thrown away after it. */
    public static Pseudonyms ofOneRun(String key) {
        return new Pseudonyms(key, false);
    }

    public Trace trace(Behaviour event) {
        var millis = event.at().toEpochMilli();
        var span = rotates ? millis / Limits.PSEUDONYM_SPAN.toMillis() : 0;
        var agent = event.userAgent();
        var image = event.imageId();
        var prompt = event.prompt();
        return new Trace(
                event.account(),
                event.kind(),
                millis,
                fingerprint(event),
                hash("key", event.key(), 0),
                hash("ip", event.ip(), span),
                hash("asn", network(event.asn()), span),
                hash("country", event.country(), span),
                hash("agent", agent, span),
                hash("device", event.deviceId(), span),
                hash("payment", event.paymentId(), span),
                agent != null && agent.startsWith("Mozilla"),
                "blocked".equals(event.outcome()),
                prompt == null ? null : PromptPrint.of(prompt, seed),
                image == null || image.isEmpty() ? 0 : Mix.of(seed, image),
                image == null ? -1 : lastNumber(image),
                event.id() != null ? event.id() : image);
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
