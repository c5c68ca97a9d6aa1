package imprimatur.cli.local;

import java.io.InputStream;

/**
 * An image that may be seen; whoever gets it closes the stream.
 *
 * @param length in bytes
 * @param type its media type; {@code application/octet-stream} where it is none that a browser shows as an image
 */
public record Image(InputStream content, long length, String type, String etag) {}
