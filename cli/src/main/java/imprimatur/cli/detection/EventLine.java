package imprimatur.cli.detection;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.usage.profile.Behaviour;
import imprimatur.usage.profile.Behaviour.Kind;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One event as a line of JSON. Any field may be absent, and unknown ones are passed over; only an account, a time and a
 * type are needed for the line to say anything.
 */
final class EventLine {
    /** Numbers from here on are milliseconds since the epoch, below it seconds. */
    private static final double MILLIS_FROM = 1e11;

    private static final double LATEST_MILLIS = 4e12;

    private EventLine() {}

    /**
     * Reads a line.
     *
     * @throws BadInput saying what is wrong with it
     */
    static Map<String, Object> fields(String line) {
        if (line.length() > Limits.EVENT_LINE_CHARS) {
            throw new BadInput(null, "a line has at most " + Limits.EVENT_LINE_CHARS + " characters");
        }
        var fields = Json.readMap(line);
        if (fields == null) {
            throw new BadInput(null, "is no object");
        }
        return fields;
    }

    /**
     * What the fields of a line say that an account did.
     *
     * @throws BadInput saying what is wrong with them
     */
    static Behaviour behaviour(Map<String, Object> fields) {
        var account = text(fields, "account");
        if (account == null) {
            throw new BadInput("account", "the account is missing");
        }
        return new Behaviour(
                text(fields, "id"),
                account,
                text(fields, "key"),
                kind(text(fields, "type")),
                time(fields.get("t")),
                text(fields, "ip"),
                text(fields, "asn"),
                text(fields, "country"),
                text(fields, "user_agent"),
                text(fields, "device_id"),
                text(fields, "payment_id"),
                text(fields, "prompt"),
                text(fields, "image_id"),
                text(fields, "outcome"));
    }

    private static @Nullable String text(Map<String, Object> fields, String name) {
        return switch (fields.get(name)) {
            case null -> null;
            case String text -> text.isBlank() ? null : text;
            case Number number -> number.toString();
            default -> throw new BadInput(name, name + " is a text");
        };
    }

    private static Kind kind(@Nullable String type) {
        if (type == null) {
            throw new BadInput("type", "the type is missing");
        }
        return switch (type.toLowerCase(Locale.ROOT)) {
            case "check" -> Kind.CHECK;
            case "generation" -> Kind.GENERATION;
            case "download" -> Kind.DOWNLOAD;
            case "login" -> Kind.LOGIN;
            case "signup" -> Kind.SIGNUP;
            default -> throw new BadInput("type", "is no type of event: " + type);
        };
    }

    private static Instant time(@Nullable Object time) {
        return switch (time) {
            case Number number -> ofNumber(number.doubleValue());
            case String text when text.matches("\\d+(\\.\\d+)?") -> ofNumber(Double.parseDouble(text));
            case String text -> ofText(text);
            case null, default -> throw new BadInput("t", "the time is missing");
        };
    }

    private static Instant ofNumber(double number) {
        var millis = number >= MILLIS_FROM ? number : number * 1000;
        if (!(millis > 0 && millis < LATEST_MILLIS)) {
            throw new BadInput("t", "is no time: " + number);
        }
        return Instant.ofEpochMilli((long) millis);
    }

    private static Instant ofText(String text) {
        try {
            return OffsetDateTime.parse(text.replace(' ', 'T')).toInstant();
        } catch (DateTimeException e) {
            throw new BadInput("t", "is no time: " + text);
        }
    }
}
