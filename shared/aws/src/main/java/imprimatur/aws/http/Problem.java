package imprimatur.aws.http;

import imprimatur.base.ImprimaturException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Problem details (RFC 9457).
 *
 * @param type {@code urn:imprimatur:problem:…}
 * @param field input field at fault, where one is
 * @param version the current version of what has changed meanwhile, where that is known
 */
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable String field,
        @Nullable Integer version) {
    private static final String PREFIX = "urn:imprimatur:problem:";

    /** A problem of a kind of its own; the type is made from the title. */
    public static Problem of(int status, String title, String detail) {
        return new Problem(
                PREFIX + title.toLowerCase(Locale.ROOT).replace(' ', '-'), title, status, detail, null, null);
    }

    /** The one place that maps errors to HTTP. */
    static Problem of(ImprimaturException e) {
        var detail = String.valueOf(e.getMessage());
        return switch (e) {
            case ImprimaturException.BadInput bad -> {
                var plain = of(400, "Bad input", detail);
                yield new Problem(plain.type(), plain.title(), 400, detail, bad.field(), null);
            }
            case ImprimaturException.Unauthenticated x -> of(401, "Unauthenticated", detail);
            case ImprimaturException.Forbidden x -> of(403, "Forbidden", detail);
            case ImprimaturException.NotFound x -> of(404, "Not found", detail);
            case ImprimaturException.Conflict conflict -> {
                var plain = of(409, "Conflict", detail);
                yield new Problem(plain.type(), plain.title(), 409, detail, null, conflict.version());
            }
            case ImprimaturException.TooLarge x -> of(413, "Too large", detail);
            case ImprimaturException.Unavailable x -> of(503, "Unavailable", detail);
        };
    }
}
