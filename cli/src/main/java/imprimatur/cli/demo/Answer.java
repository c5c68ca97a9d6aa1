package imprimatur.cli.demo;

import imprimatur.base.Json;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An HTTP answer whose JSON body is read by the names of its fields. */
public final class Answer {
    private final HttpResponse<byte[]> response;

    Answer(HttpResponse<byte[]> response) {
        this.response = response;
    }

    public int status() {
        return response.statusCode();
    }

    /** A header, by its name in any case. */
    public Optional<String> header(String name) {
        return response.headers().firstValue(name);
    }

    /** The body as it came. */
    public byte[] bytes() {
        return response.body();
    }

    /** The body as text. */
    public String text() {
        return new String(bytes(), StandardCharsets.UTF_8);
    }

    /** The body as a JSON object. */
    public Map<String, Object> body() {
        return Json.readMap(text());
    }

    /** A text field of the body, which must be there; {@code a.b} reaches into objects. */
    public String string(String field) {
        return String.valueOf(
                field(field).orElseThrow(() -> new StoryException("the answer has no " + field + ": " + summary())));
    }

    /** A field of the body; {@code a.b} reaches into objects. */
    public Optional<Object> field(String path) {
        Object value = body();
        for (var name : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(name) : null;
        }
        return Optional.ofNullable(value);
    }

    /** Objects of a list of the body. */
    @SuppressWarnings("unchecked")
    public List<Map<String, Object>> items(String field) {
        return field(field)
                .map(value -> (List<Map<String, Object>>) value)
                .orElseThrow(() -> new StoryException("the answer has no list " + field + ": " + summary()));
    }

    /** Status and, where it is an error, the problem's detail. */
    public String summary() {
        return status() < 400 ? "HTTP " + status() : "HTTP " + status() + " " + text();
    }
}
