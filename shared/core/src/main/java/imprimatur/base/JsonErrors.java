package imprimatur.base;

import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonMappingException.Reference;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns Jackson's complaint into one that a caller understands, with the field and without the value. */
final class JsonErrors {
    private JsonErrors() {}

    static ImprimaturException badInput(JsonProcessingException e) {
        if (e instanceof JsonMappingException mapping && rootOf(e) instanceof ImprimaturException.BadInput own) {
            return own.field() != null
                    ? own
                    : new ImprimaturException.BadInput(field(mapping), String.valueOf(own.getMessage()));
        }
        return switch (e) {
            case UnrecognizedPropertyException unknown ->
                new ImprimaturException.BadInput(field(unknown), "is not a known field");
            case InvalidFormatException format ->
                new ImprimaturException.BadInput(
                        field(format),
                        "is not a valid "
                                + format.getTargetType().getSimpleName().toLowerCase(java.util.Locale.ROOT));
            case MismatchedInputException mismatch ->
                new ImprimaturException.BadInput(field(mismatch), "has the wrong type or is missing");
            case JsonMappingException mapping -> new ImprimaturException.BadInput(field(mapping), "cannot be read");
            case JsonParseException parse ->
                new ImprimaturException.BadInput(
                        null,
                        "is not JSON: line " + parse.getLocation().getLineNr() + ", column "
                                + parse.getLocation().getColumnNr());
            default -> new ImprimaturException.BadInput(null, "is not JSON");
        };
    }

    private static Throwable rootOf(Throwable e) {
        var root = e;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root;
    }

    private static @Nullable String field(JsonMappingException e) {
        var path = e.getPath().stream().map(JsonErrors::step).collect(Collectors.joining("."));
        return path.isEmpty() ? null : path;
    }

    private static String step(Reference reference) {
        return reference.getFieldName() != null ? reference.getFieldName() : "[" + reference.getIndex() + "]";
    }
}
