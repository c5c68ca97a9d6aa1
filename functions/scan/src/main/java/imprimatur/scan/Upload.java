package imprimatur.scan;

import static java.nio.charset.StandardCharsets.UTF_8;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Json;
import java.net.URLDecoder;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An upload as S3 tells of it.
 *
 * @param keys the object's key as the notification means it, then as it might have been meant: AWS encodes keys like
 *     form fields, some emulators do not
 * @param versionId null where the notification names none
 * @param sequencer order of the events of one key, padded so that the order of texts is the order of events
 */
public record Upload(List<String> keys, @Nullable String versionId, String sequencer) {
    private static final Pattern SEQUENCER = Pattern.compile("[0-9A-F]{1,32}");
    private static final String PADDING = "0".repeat(32);

    public Upload {
        keys = List.copyOf(keys);
    }

    /**
     * The uploads of which a queue's message tells; none for S3's test message and for deletions.
     *
     * @throws BadInput where it is no notification of S3
     */
    public static List<Upload> parse(String message) {
        var body = Json.readMap(message);
        if ("s3:TestEvent".equals(body.get("Event"))) {
            return List.of();
        }
        if (!(body.get("Records") instanceof List<?> records)) {
            throw new BadInput("Records", "is missing: the message is no S3 notification");
        }
        var uploads = new ArrayList<Upload>();
        for (var record : records) {
            if (text(record, "eventName").contains("ObjectCreated:")) {
                uploads.add(of(record));
            }
        }
        return uploads;
    }

    private static Upload of(Object record) {
        var object = field(field(record, "s3"), "object");
        var version = object instanceof Map<?, ?> fields && fields.get("versionId") instanceof String id ? id : null;
        return new Upload(keys(text(object, "key"), version != null), version, sequencer(record, object));
    }

    /** A notification that names no version is not AWS's, and its key then rather not encoded. */
    private static List<String> keys(String raw, boolean encoded) {
        var decoded = decoded(raw);
        return (encoded ? Stream.of(decoded, raw) : Stream.of(raw, decoded))
                .distinct()
                .toList();
    }

    private static String decoded(String raw) {
        try {
            return URLDecoder.decode(raw, UTF_8);
        } catch (IllegalArgumentException e) {
            return raw;
        }
    }

    private static String sequencer(Object record, Object object) {
        var given = object instanceof Map<?, ?> fields && fields.get("sequencer") instanceof String text
                ? text.toUpperCase(Locale.ROOT)
                : ofTime(text(record, "eventTime"));
        if (!SEQUENCER.matcher(given).matches()) {
            throw new BadInput("sequencer", "is not hexadecimal");
        }
        return given + PADDING.substring(given.length());
    }

    private static String ofTime(String time) {
        try {
            return String.format(Locale.ROOT, "%018X", ChronoUnit.MICROS.between(Instant.EPOCH, Instant.parse(time)));
        } catch (DateTimeException e) {
            throw new BadInput("eventTime", "is not an ISO-8601 instant");
        }
    }

    private static Object field(Object parent, String name) {
        var value = parent instanceof Map<?, ?> fields ? fields.get(name) : null;
        if (value != null) {
            return value;
        }
        throw new BadInput(name, "is missing: the message is no S3 notification");
    }

    private static String text(Object parent, String name) {
        if (field(parent, name) instanceof String text) {
            return text;
        }
        throw new BadInput(name, "is not a text");
    }
}
