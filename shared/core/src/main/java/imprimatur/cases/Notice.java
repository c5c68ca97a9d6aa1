package imprimatur.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A report of a violation, whatever door it came through (DSA Art. 16).
 *
 * @param id {@code ntc_…}, given at the door; the same notice delivered twice is one notice
 * @param section the section that its sender names or the door proposes; null where unknown
 * @param explanation why the sender holds it for a violation
 * @param urls where the content is, as sent; never fetched
 * @param imageId the image that the URLs name, where that is known
 * @param account the account that is reported, where that is known
 * @param reporterEmail where the answer goes; null where suspected child abuse is reported without a name
 * @param locale language of the answers, a BCP 47 tag
 */
public record Notice(
        String id,
        Channel channel,
        Instant receivedAt,
        @Nullable String section,
        String explanation,
        List<String> urls,
        @Nullable String imageId,
        @Nullable String account,
        @Nullable String reporterName,
        @Nullable String reporterEmail,
        boolean goodFaith,
        String locale) {
    public Notice {
        requireNonNull(id, "id is null");
        requireNonNull(channel, "channel is null");
        requireNonNull(receivedAt, "receivedAt is null");
        requireNonNull(explanation, "explanation is null");
        requireNonNull(locale, "locale is null");
        urls = List.copyOf(urls);
    }

    /**
     * What the system itself has noticed: in good faith, of no reporter, with nothing but ids for the content.
     *
     * @param channel {@link Channel#SCAN} or {@link Channel#USAGE}
     */
    public static Notice bySystem(
            String id,
            Channel channel,
            Instant at,
            @Nullable String section,
            String explanation,
            @Nullable String imageId,
            String account) {
        return new Notice(id, channel, at, section, explanation, List.of(), imageId, account, null, null, true, "en");
    }

    /** The id of the notice that the scan makes of its decision on an image, {@code img_…}. */
    public static String idOf(String decisionId) {
        return decisionId.replace("img_", "ntc_");
    }

    /** The door. */
    public enum Channel {
        @JsonProperty("form")
        FORM,
        @JsonProperty("mail")
        MAIL,
        @JsonProperty("console")
        CONSOLE,
        /** The scanner held or blocked an image. */
        @JsonProperty("scan")
        SCAN,
        /** A detector of usage found something. */
        @JsonProperty("usage")
        USAGE
    }
}
