package imprimatur.check;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Limits;
import imprimatur.check.ModerationInput.ImageBytes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    private static final String IMAGE = "image_url";

    /** Whether there are more images than one, which OpenAI refuses with a code of its own. */
    boolean hasTooManyImages() {
        return input instanceof List<?> items
                && items.stream().filter(ModerationRequest::isImage).limit(2).count() > 1;
    }

    /**
     * What to look at; a result is due for each.
     *
     * @throws BadInput naming the field at fault
     */
    List<ModerationInput> inputs() {
        if (model != null && (model.isBlank() || model.length() > Limits.SHORT_TEXT_CHARS)) {
            throw new BadInput("model", "must have 1 to " + Limits.SHORT_TEXT_CHARS + " characters");
        }
        return switch (input) {
            case String text -> List.of(ModerationInput.of(checked(INPUT, text)));
            case List<?> items when items.isEmpty() -> throw new BadInput(INPUT, "is an empty list");
            case List<?> items
            when items.size() > Limits.MODERATION_INPUTS ->
                throw new BadInput(INPUT, "has more than " + Limits.MODERATION_INPUTS + " items");
            case List<?> items when items.getFirst() instanceof Map -> List.of(joined(items));
            case List<?> items ->
                IntStream.range(0, items.size())
                        .mapToObj(i -> ModerationInput.of(checked(at(i), items.get(i))))
                        .toList();
            case null, default -> throw new BadInput(INPUT, "must be a text, a list of texts or a list of parts");
        };
    }

    private static ModerationInput joined(List<?> parts) {
        var texts = new ArrayList<String>();
        ImageBytes image = null;
        for (var i = 0; i < parts.size(); i++) {
            if (!(parts.get(i) instanceof Map<?, ?> part)) {
                throw new BadInput(at(i), "must be a part, as the first one is");
            }
            if (isImage(part)) {
                image = image(at(i) + "." + IMAGE, part.get(IMAGE));
            } else if ("text".equals(part.get("type"))) {
                texts.add(checked(at(i) + ".text", part.get("text")));
            } else {
                throw new BadInput(at(i) + ".type", "must be text or " + IMAGE);
            }
        }
        return new ModerationInput(checked(INPUT, String.join("\n", texts)), image);
    }

    private static boolean isImage(@Nullable Object item) {
        return item instanceof Map<?, ?> part && IMAGE.equals(part.get("type"));
    }

    private static ImageBytes image(String field, @Nullable Object value) {
        if (value instanceof Map<?, ?> fields && fields.get("url") instanceof String url) {
            return DataUrl.image(field + ".url", url);
        }
        throw new BadInput(field, "must be an object with a url");
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
