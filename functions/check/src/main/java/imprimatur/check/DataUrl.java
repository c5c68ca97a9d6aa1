package imprimatur.check;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Limits;
import imprimatur.check.ModerationInput.ImageBytes;
import java.util.Base64;
import java.util.Locale;

/** Images as they stand in a request: {@code data:image/…;base64,…} (RFC 2397). */
final class DataUrl {
    private static final String SCHEME = "data:";
    private static final String IMAGE = "image/";
    private static final String BASE64 = ";base64";
    private static final int HEAD_CHARS = 256;

    private DataUrl() {}

    /**
     * The bytes of an image. What they are is told by themselves, not by the URL.
     *
     * @param field that the URL is in
     * @throws BadInput for any other URL, since nothing is fetched; and for what is empty, too large or no base64
     */
    static ImageBytes image(String field, String url) {
        var comma = url.substring(0, Math.min(url.length(), HEAD_CHARS)).indexOf(',');
        var head = url.substring(0, Math.max(comma, 0)).toLowerCase(Locale.ROOT);
        if (!head.startsWith(SCHEME + IMAGE) || !head.endsWith(BASE64)) {
            throw new BadInput(
                    field, "must be a data URL of an image in base64 (data:image/png;base64,…); nothing is fetched");
        }
        var bytes = bytes(field, url.substring(comma + 1));
        if (bytes.length == 0) {
            throw new BadInput(field, "holds no image");
        }
        if (bytes.length > Limits.MODERATION_IMAGE_BYTES) {
            throw new BadInput(field, "holds more than " + Limits.MODERATION_IMAGE_BYTES + " bytes");
        }
        return new ImageBytes(bytes);
    }

    private static byte[] bytes(String field, String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException e) {
            throw new BadInput(field, "is no base64");
        }
    }
}
