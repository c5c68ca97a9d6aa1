package imprimatur.usage.profile;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Something that an account did, as it was told; what is null is not known.
 *
 * @param id the same event again has the same id; without one, equal events are one
 * @param asn number of the network, with or without {@code AS}
 * @param outcome {@code allowed}, {@code review}, {@code blocked}, {@code failed} or {@code refunded}
 * @param sender who did it and where, where that is known as keyed hashes only; then the fields above are null
 */
public record Behaviour(
        @Nullable String id,
        String account,
        @Nullable String key,
        Kind kind,
        Instant at,
        @Nullable String ip,
        @Nullable String asn,
        @Nullable String country,
        @Nullable String userAgent,
        @Nullable String deviceId,
        @Nullable String paymentId,
        @Nullable String prompt,
        @Nullable String imageId,
        @Nullable String outcome,
        @Nullable Sender sender) {
    /** Something of which all is known as it is. */
    public Behaviour(
            @Nullable String id,
            String account,
            @Nullable String key,
            Kind kind,
            Instant at,
            @Nullable String ip,
            @Nullable String asn,
            @Nullable String country,
            @Nullable String userAgent,
            @Nullable String deviceId,
            @Nullable String paymentId,
            @Nullable String prompt,
            @Nullable String imageId,
            @Nullable String outcome) {
        this(
                id, account, key, kind, at, ip, asn, country, userAgent, deviceId, paymentId, prompt, imageId, outcome,
                null);
    }

    public Behaviour {
        requireNonNull(account, "account is null");
        requireNonNull(kind, "kind is null");
        requireNonNull(at, "at is null");
    }

    /** What was done. */
    public enum Kind {
        @JsonProperty("check")
        CHECK,
        @JsonProperty("generation")
        GENERATION,
        @JsonProperty("download")
        DOWNLOAD,
        @JsonProperty("login")
        LOGIN,
        @JsonProperty("signup")
        SIGNUP
    }
}
