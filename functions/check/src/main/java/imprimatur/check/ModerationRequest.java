package imprimatur.check;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Limits;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/moderations}, as OpenAI's clients send it.
 *
 * @param model taken and not heeded: there is one policy
 * @param input a text, a list of texts, or a list of the parts of one input
 */
record ModerationRequest(@Nullable String model, @Nullable Object input) {
    private static final String INPUT = "input";

    /**
     * The texts to look at; a result is due for each.
     *
     * @throws BadInput naming the field at fault
     */
    List<String> texts() {
        if (model != null && (model.isBlank() || model.length() > Limits.SHORT_TEXT_CHARS)) {
            throw new BadInput("model", "must have 1 to " + Limits.SHORT_TEXT_CHARS + " characters");
        }
        return switch (input) {
            case String text -> List.of(checked(INPUT, text));
            case List<?> items when items.isEmpty() -> throw new BadInput(INPUT, "is an empty list");
            case List<?> items
            when items.size() > Limits.MODERATION_INPUTS ->
                throw new BadInput(INPUT, "has more than " + Limits.MODERATION_INPUTS + " items");
            case List<?> items when items.getFirst() instanceof Map -> List.of(joined(items));
            case List<?> items ->
                IntStream.range(0, items.size())
                        .mapToObj(i -> checked(at(i), items.get(i)))
                        .toList();
            case null, default -> throw new BadInput(INPUT, "must be a text, a list of texts or a list of parts");
        };
    }

    private static String joined(List<?> parts) {
        var joined = IntStream.range(0, parts.size())
                .mapToObj(i -> part(at(i), parts.get(i)))
                .collect(Collectors.joining("\n"));
        return checked(INPUT, joined);
    }

    private static String part(String field, @Nullable Object part) {
        if (!(part instanceof Map<?, ?> fields)) {
            throw new BadInput(field, "must be a part, as the first one is");
        }
        Object type = fields.get("type");
        if ("image_url".equals(type)) {
            throw new BadInput(
                    field,
                    "is an image, and this endpoint looks at texts only; an uploaded image is scanned by itself");
        }
        if (!"text".equals(type)) {
            throw new BadInput(field + ".type", "must be text");
        }
        return checked(field + ".text", fields.get("text"));
    }

    private static String checked(String field, @Nullable Object value) {
        if (!(value instanceof String text)) {
            throw new BadInput(field, "must be a text");
        }
        if (text.length() > Limits.PROMPT_CHARS) {
            throw new BadInput(field, "is longer than " + Limits.PROMPT_CHARS + " characters");
        }
        return text;
    }

    private static String at(int index) {
        return INPUT + ".[" + index + "]";
    }
}
