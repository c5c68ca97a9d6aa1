package imprimatur.usage.profile;

import imprimatur.usage.profile.Behaviour.Kind;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Makes behaviour for tests. */
public final class Events {
    public static final Instant MONDAY = Instant.parse("2026-01-05T08:00:00Z");
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64)";

    private Events() {}

    /** A generation at a desk: one device, one address. */
    public static Behaviour generation(String account, Instant at, String prompt) {
        return event(account, null, Kind.GENERATION, at, "desk", "FR", prompt, null);
    }

    public static Behaviour download(String account, Instant at, String image) {
        return event(account, null, Kind.DOWNLOAD, at, "desk", "FR", null, image);
    }

    /** Anything, from a place that has its own address, network and device. */
    public static Behaviour event(
            String account,
            @Nullable String key,
            Kind kind,
            Instant at,
            String place,
            String country,
            @Nullable String prompt,
            @Nullable String image) {
        return new Behaviour(
                null,
                account,
                key,
                kind,
                at,
                "ip of " + place,
                "AS of " + place,
                country,
                BROWSER,
                "device at " + place,
                null,
                prompt,
                image,
                null);
    }
}
