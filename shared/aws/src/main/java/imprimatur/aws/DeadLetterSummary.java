package imprimatur.aws;

import imprimatur.base.ImprimaturException;
import imprimatur.base.Json;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a message is about, in ids and keys: nothing that somebody wrote, no prompt and no address. */
final class DeadLetterSummary {
    /** What an id or a key of ours can be; anything else is not shown. */
    private static final Pattern SHOWN = Pattern.compile("[A-Za-z0-9._/-]{1,256}");

    private DeadLetterSummary() {}

    static String of(@Nullable String body) {
        var text = Objects.requireNonNullElse(body, "");
        Map<String, Object> json;
        try {
            json = Json.readMap(text);
        } catch (ImprimaturException.BadInput e) {
            return "no JSON, " + text.length() + " characters";
        }
        if (json.get("Records") instanceof List<?> records) {
            return records.stream()
                    .map(record -> "object " + shown(at(at(at(record, "s3"), "object"), "key")))
                    .limit(5)
                    .collect(Collectors.joining(", "));
        }
        if (json.containsKey("answer")) {
            return "answers of case " + shown(at(json.get("answer"), "case_id"));
        }
        return json.containsKey("id") ? "notice " + shown(json.get("id")) : "JSON, " + text.length() + " characters";
    }

    private static @Nullable Object at(@Nullable Object json, String name) {
        return json instanceof Map<?, ?> map ? map.get(name) : null;
    }

    private static String shown(@Nullable Object value) {
        return value instanceof String text && SHOWN.matcher(text).matches() ? text : "of no known id";
    }
}
