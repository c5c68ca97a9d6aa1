package imprimatur.cases;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonProperty;
import imprimatur.base.Hashing;
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
 * @param attachments what came with it, unopened
 * @param partOf the notice that named several images, of which this is about a further one; null for one on its own
 * @param parts the notices about the further images that this one names
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
        String locale,
        List<Attachment> attachments,
        @Nullable String partOf,
        List<String> parts) {
    public Notice {
        requireNonNull(id, "id is null");
        requireNonNull(channel, "channel is null");
        requireNonNull(receivedAt, "receivedAt is null");
        requireNonNull(explanation, "explanation is null");
        requireNonNull(locale, "locale is null");
        urls = List.copyOf(urls);
        attachments = orEmpty(attachments);
        parts = orEmpty(parts);
    }

    /** A notice on its own, with nothing attached. */
    public Notice(
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
        this(
                id,
                channel,
                receivedAt,
                section,
                explanation,
                urls,
                imageId,
                account,
                reporterName,
                reporterEmail,
                goodFaith,
                locale,
                List.of(),
                null,
                List.of());
    }

    /** Messages of before these lists were known lack them. */
    private static <T> List<T> orEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }

    /**
     * The same notice, about the first of several images; those about the others are its {@link #part}s.
     *
     * @param images the images that it names, first first
     */
    public Notice naming(List<String> images) {
        var further = images.stream().skip(1).map(this::partId).toList();
        return with(id, images.isEmpty() ? imageId : images.getFirst(), partOf, further);
    }

    /** The notice about one of the further images that this one names; the same for the same image. */
    public Notice part(String image) {
        return with(partId(image), image, id, List.of());
    }

    private String partId(String image) {
        return "ntc_" + Hashing.sha256(id + "\n" + image).substring(0, 26);
    }

    private Notice with(String newId, @Nullable String image, @Nullable String whole, List<String> further) {
        return new Notice(
                newId,
                channel,
                receivedAt,
                section,
                explanation,
                urls,
                image,
                account,
                reporterName,
                reporterEmail,
                goodFaith,
                locale,
                attachments,
                whole,
                further);
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
