package imprimatur.admin;

import imprimatur.aws.http.Request;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Limits;
import imprimatur.enforcement.Sanction;
import java.util.Arrays;
import java.util.IllformedLocaleException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What input must look like; every complaint names the field. */
final class Input {
    /** An account's id is part of keys and paths. */
    private static final Pattern ACCOUNT = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._:@-]{0,127}");

    private static final Pattern ADDRESS = Pattern.compile("[^@\\s,;<>\\p{Cntrl}]+@[^@\\s,;<>\\p{Cntrl}]+");
    private static final Pattern BANK = Pattern.compile("[a-z0-9][a-z0-9-]{0,63}");
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private Input() {}

    static String id(String field, @Nullable String value) {
        return text(field, value, Limits.ID_CHARS);
    }

    static String text(String field, @Nullable String value) {
        return text(field, value, Limits.LONG_TEXT_CHARS);
    }

    static String text(String field, @Nullable String value, int limit) {
        if (value == null || value.isBlank()) {
            throw new BadInput(field, "is missing");
        }
        if (value.length() > limit) {
            throw new BadInput(field, "is longer than " + limit + " characters");
        }
        return value;
    }

    static <T> T required(String field, @Nullable T value) {
        if (value == null) {
            throw new BadInput(field, "is missing");
        }
        return value;
    }

    /** What the desk checks further is that each kind is there once, and its days. */
    static List<Sanction> sanctions(List<Sanction> sanctions) {
        if (sanctions.contains(null)) {
            throw new BadInput("sanctions", "holds null");
        }
        return List.copyOf(sanctions);
    }

    static String account(String field, String value) {
        return matching(field, value, ACCOUNT, "is not made of letters, digits and . _ : @ -");
    }

    static String bank(String value) {
        return matching("bank", value, BANK, "is not made of lower-case letters, digits and -");
    }

    static String hash(@Nullable String value) {
        return matching("hash", id("hash", value), HASH, "is not 64 lower-case hex digits");
    }

    static String address(String field, String value) {
        return matching(
                field, text(field, value, Limits.SHORT_TEXT_CHARS), ADDRESS, "is not one plain address of mail");
    }

    static String locale(String field, String value) {
        try {
            return new Locale.Builder().setLanguageTag(id(field, value)).build().toLanguageTag();
        } catch (IllformedLocaleException e) {
            throw new BadInput(field, "is not a BCP 47 tag such as en or zh-CN");
        }
    }

    /** One of an enum's values, in lower case; the fallback where the query does not name any. */
    static <E extends Enum<E>> E choice(Request request, String name, Class<E> type, E fallback) {
        return request.query(name).map(value -> choice(name, value, type)).orElse(fallback);
    }

    static <E extends Enum<E>> E choice(String name, String value, Class<E> type) {
        var values = type.getEnumConstants();
        return Arrays.stream(values)
                .filter(constant -> label(constant).equals(value))
                .findFirst()
                .orElseThrow(() -> new BadInput(
                        name,
                        "is none of " + Arrays.stream(values).map(Input::label).collect(Collectors.joining(", "))));
    }

    static String label(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    static @Nullable String cursor(Request request) {
        return request.query("cursor")
                .map(cursor -> text("cursor", cursor, Limits.URL_CHARS))
                .orElse(null);
    }

    /** A whole number of the query, within bounds. */
    static long number(Request request, String name, long fallback, long min, long max) {
        var text = request.query(name);
        if (text.isEmpty()) {
            return fallback;
        }
        try {
            var number = Long.parseLong(text.get());
            if (number >= min && number <= max) {
                return number;
            }
        } catch (NumberFormatException e) {
            throw new BadInput(name, "is not a whole number");
        }
        throw new BadInput(name, "is not within " + min + " and " + max);
    }

    private static String matching(String field, String value, Pattern pattern, String complaint) {
        if (!pattern.matcher(value).matches()) {
            throw new BadInput(field, complaint);
        }
        return value;
    }
}
