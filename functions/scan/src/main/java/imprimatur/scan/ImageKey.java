package imprimatur.scan;

import imprimatur.base.Limits;
import java.util.Optional;
import java.util.regex.Pattern;

/** A key {@code incoming/{account}/{imageId}.{ext}} of the images bucket. */
record ImageKey(String account, String imageId) {
    private static final Pattern SHAPE = Pattern.compile("incoming/([^/]+)/([^/]+)\\.[A-Za-z0-9]{1,8}");

    /** Empty for any other key: no image of the service, never allowed. */
    static Optional<ImageKey> parse(String key) {
        var match = SHAPE.matcher(key);
        return match.matches()
                        && match.group(1).length() <= Limits.ID_CHARS
                        && match.group(2).length() <= Limits.ID_CHARS
                ? Optional.of(new ImageKey(match.group(1), match.group(2)))
                : Optional.empty();
    }
}
