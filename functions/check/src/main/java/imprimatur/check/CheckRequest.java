package imprimatur.check;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Limits;
import imprimatur.policy.DecisionRecord;
import imprimatur.screening.Prompt;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/check}, as it was sent: {@link #validate} comes before any use.
 *
 * @param account whose prompt it is; a key of an account may leave it out
 * @param generationId the platform's own id of what it is about to generate
 * @param client what the platform knows of the user's device, for the detection of misuse
 */
record CheckRequest(
        @Nullable String account,
        @Nullable String prompt,
        @Nullable String negativePrompt,
        @Nullable String generationId,
        @Nullable String locale,
        @Nullable Client client,
        @Nullable List<@Nullable ReferenceImage> referenceImages) {
    private static final Pattern DATA_URL =
            Pattern.compile("data:image/(?:png|jpeg|webp|gif);base64,[A-Za-z0-9+/]+={0,2}");
    private static final Pattern LOCALE = Pattern.compile("[A-Za-z]{2,8}(?:[-_][A-Za-z0-9]{1,8}){0,8}");

    /** Where a request came from; all of it optional. */
    record Client(
            @Nullable String ip,
            @Nullable String asn,
            @Nullable String country,
            @Nullable String userAgent,
            @Nullable String deviceId) {}

    /** A picture that the generation starts from: a key of the bucket, or the picture itself. */
    record ReferenceImage(@Nullable String key, @Nullable String dataUrl) {}

    /**
     * Checks every field.
     *
     * @throws BadInput naming the field at fault
     */
    void validate() {
        if (prompt == null || prompt.isBlank()) {
            throw new BadInput("prompt", "is missing or empty");
        }
        promptLength("prompt", prompt);
        promptLength("negative_prompt", negativePrompt);
        length("account", account, Limits.ID_CHARS);
        length("generation_id", generationId, Limits.ID_CHARS);
        if (locale != null && !LOCALE.matcher(locale).matches()) {
            throw new BadInput("locale", "is not a BCP 47 tag");
        }
        if (client != null) {
            length("client.ip", client.ip(), Limits.SHORT_TEXT_CHARS);
            length("client.asn", client.asn(), Limits.ID_CHARS);
            length("client.country", client.country(), Limits.ID_CHARS);
            length("client.user_agent", client.userAgent(), Limits.SHORT_TEXT_CHARS);
            length("client.device_id", client.deviceId(), Limits.SHORT_TEXT_CHARS);
        }
        images();
    }

    private static void promptLength(String field, @Nullable String value) {
        if (value != null && value.length() > Limits.PROMPT_CHARS) {
            throw new BadInput(field, "is longer than " + Limits.PROMPT_CHARS + " characters");
        }
    }

    private static void length(String field, @Nullable String value, int limit) {
        if (value != null && (value.isBlank() || value.length() > limit)) {
            throw new BadInput(field, "must have 1 to " + limit + " characters");
        }
    }

    private void images() {
        var images = referenceImages();
        if (images == null) {
            return;
        }
        if (images.size() > Limits.REFERENCE_IMAGES) {
            throw new BadInput("reference_images", "are more than " + Limits.REFERENCE_IMAGES);
        }
        for (var i = 0; i < images.size(); i++) {
            image("reference_images.[" + i + "]", images.get(i));
        }
    }

    private static void image(String field, @Nullable ReferenceImage image) {
        if (image == null || (image.key() == null) == (image.dataUrl() == null)) {
            throw new BadInput(field, "must have either key or data_url");
        }
        length(field + ".key", image.key(), Limits.URL_CHARS);
        if (image.dataUrl() != null && !DATA_URL.matcher(image.dataUrl()).matches()) {
            throw new BadInput(field + ".data_url", "is not a base64 data URL of a PNG, JPEG, WebP or GIF");
        }
    }

    /** The prompt to screen, of a validated request. */
    Prompt toPrompt(String language) {
        if (prompt == null) {
            throw new IllegalStateException("the request was not validated");
        }
        return new Prompt(prompt, negativePrompt, language);
    }

    /** What rules may know besides the prompt, but for who sent it; only what was sent is there. */
    Map<String, Object> facts() {
        var facts = new HashMap<String, Object>();
        facts.put("prompt.reference_images", referenceImages == null ? 0 : referenceImages.size());
        if (generationId != null) {
            facts.put(DecisionRecord.GENERATION_ID, generationId);
        }
        return facts;
    }
}
