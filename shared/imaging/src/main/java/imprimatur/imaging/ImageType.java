package imprimatur.imaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Locale;
import java.util.Optional;

/** What an upload is, by its first bytes; its name and declared type are not asked. */
public enum ImageType {
    PNG,
    JPEG,
    GIF,
    WEBP,
    /** Recognised so that it can be refused by name: no decoder of ours reads it. */
    AVIF,
    /** As {@link #AVIF}. */
    HEIC;

    private static final String PNG_MAGIC = "\u0089PNG\r\n\u001a\n";
    private static final String JPEG_MAGIC = "\u00ff\u00d8\u00ff";

    /** The type of these bytes; empty where they are no image that is known. */
    public static Optional<ImageType> of(byte[] bytes) {
        var head = new String(bytes, 0, Math.min(bytes.length, 64), ISO_8859_1);
        if (head.startsWith(PNG_MAGIC)) {
            return Optional.of(PNG);
        }
        if (head.startsWith(JPEG_MAGIC)) {
            return Optional.of(JPEG);
        }
        if (head.startsWith("GIF87a") || head.startsWith("GIF89a")) {
            return Optional.of(GIF);
        }
        if (head.startsWith("RIFF") && head.startsWith("WEBP", 8)) {
            return Optional.of(WEBP);
        }
        return head.startsWith("ftyp", 4) ? ofBrands(head.substring(8)) : Optional.empty();
    }

    private static Optional<ImageType> ofBrands(String brands) {
        if (brands.contains("avif") || brands.contains("avis")) {
            return Optional.of(AVIF);
        }
        return brands.startsWith("hei") || brands.startsWith("hev") || brands.startsWith("mif1")
                ? Optional.of(HEIC)
                : Optional.empty();
    }

    /** Such as {@code image/png}. */
    public String contentType() {
        return "image/" + name().toLowerCase(Locale.ROOT);
    }
}
