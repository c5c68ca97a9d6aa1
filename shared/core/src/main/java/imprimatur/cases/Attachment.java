package imprimatur.cases;

/**
 * What was attached to a notice and not opened. The bytes are in the raw mail alone.
 *
 * @param name as its sender named it, without a path
 * @param type the media type that its sender gives
 * @param bytes size, decoded
 * @param sha256 of the bytes, 64 hexadecimal digits
 */
public record Attachment(String name, String type, long bytes, String sha256) {}
