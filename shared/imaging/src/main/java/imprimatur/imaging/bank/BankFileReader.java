package imprimatur.imaging.bank;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.imaging.BankEntry;
import java.io.BufferedReader;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads the hashes of a bank's file, line by line: CSV, with or without a line of column names, or lines of JSON, with
 * the names that HMA and ThreatExchange use. A line that is no hash of ours is told with its number and the reason, and
 * the rest is read.
 */
public final class BankFileReader {
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    /** What a file without column names has, as the command {@code hash} prints it. */
    private static final List<Columns> UNNAMED = List.of(Columns.HASH, Columns.QUALITY);

    private final Defaults defaults;
    private final Consumer<BankEntry> entries;
    private final Problems problems;
    private @Nullable List<Columns> header;
    private int read;

    /** What an entry is where its line does not say. */
    public record Defaults(
            String bank,
            BankEntry.Kind kind,
            BankEntry.Purpose purpose,
            String section,
            String addedBy,
            @Nullable String note,
            Instant addedAt) {}

    /** Is told of each line that is left out. */
    @FunctionalInterface
    public interface Problems {
        /**
         * Says why a line is left out.
         *
         * @param line its number, from 1
         */
        void problem(int line, String reason);
    }

    public BankFileReader(Defaults defaults, Consumer<BankEntry> entries, Problems problems) {
        this.defaults = defaults;
        this.entries = entries;
        this.problems = problems;
    }

    /**
     * Reads all lines.
     *
     * @return how many entries were handed over
     */
    public int read(BufferedReader in) throws IOException {
        var number = 0;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            number++;
            try {
                take(number == 1 && line.startsWith("\uFEFF") ? line.substring(1) : line);
            } catch (BadInput | IllegalArgumentException e) {
                problems.problem(number, String.valueOf(e.getMessage()));
            }
        }
        return read;
    }

    private void take(String line) {
        if (line.isBlank() || line.startsWith("#")) {
            return;
        }
        if (line.length() > Limits.BANK_LINE_CHARS) {
            throw new IllegalArgumentException("the line has more than " + Limits.BANK_LINE_CHARS + " characters");
        }
        if (line.stripLeading().startsWith("{")) {
            hand(ofJson(line));
            return;
        }
        var fields = CsvLine.read(line);
        if (header == null) {
            header = fields.stream().map(Columns::named).toList();
            if (header.contains(Columns.HASH)) {
                return;
            }
            header = UNNAMED;
        }
        hand(ofCsv(fields, header));
    }

    private static Map<Columns, String> ofJson(String line) {
        var values = new EnumMap<Columns, String>(Columns.class);
        Json.readMap(line).forEach((name, value) -> {
            var column = Columns.named(name);
            if (column != Columns.OTHER && value != null) {
                values.putIfAbsent(column, text(value));
            }
        });
        return values;
    }

    private static String text(Object value) {
        return switch (value) {
            case List<?> many -> many.stream().map(String::valueOf).collect(Collectors.joining(", "));
            case Map<?, ?> fields -> fields.get("data") instanceof List<?> tags ? text(tags) : fields.toString();
            default -> value.toString();
        };
    }

    private static Map<Columns, String> ofCsv(List<String> fields, List<Columns> header) {
        var values = new EnumMap<Columns, String>(Columns.class);
        for (var i = 0; i < Math.min(fields.size(), header.size()); i++) {
            var column = header.get(i);
            if (column != Columns.OTHER && !fields.get(i).isEmpty()) {
                values.putIfAbsent(column, fields.get(i));
            }
        }
        return values;
    }

    private void hand(Map<Columns, String> values) {
        var hash = values.getOrDefault(Columns.HASH, "").toLowerCase(Locale.ROOT);
        if (!HASH.matcher(hash).matches()) {
            throw new IllegalArgumentException("there is no hash of 64 hex digits");
        }
        var kind = kind(values.get(Columns.TYPE));
        if (kind == BankEntry.Kind.PDQ) {
            checkQuality(values.get(Columns.QUALITY));
        }
        entries.accept(new BankEntry(
                values.getOrDefault(Columns.BANK, defaults.bank),
                kind,
                hash,
                choice(Columns.PURPOSE, values, BankEntry.Purpose.class, defaults.purpose),
                values.getOrDefault(Columns.SECTION, defaults.section),
                shortened(values.getOrDefault(Columns.ADDED_BY, defaults.addedBy)),
                note(values),
                addedAt(values.get(Columns.ADDED_AT)),
                choice(Columns.STANDING, values, BankEntry.Standing.class, BankEntry.Standing.ENFORCED)));
        read++;
    }

    private BankEntry.Kind kind(@Nullable String type) {
        return switch (type == null ? "" : type.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "")) {
            case "" -> defaults.kind;
            case "pdq", "hashpdq", "pdqhash", "photopdq" -> BankEntry.Kind.PDQ;
            case "sha256", "hashsha256", "photosha256" -> BankEntry.Kind.SHA256;
            default -> throw new IllegalArgumentException("hashes of type " + type + " are not matched");
        };
    }

    private static void checkQuality(@Nullable String quality) {
        if (quality == null) {
            return;
        }
        try {
            if (Double.parseDouble(quality) < Limits.PDQ_QUALITY) {
                throw new IllegalArgumentException(
                        "the quality is " + quality + ", and below " + Limits.PDQ_QUALITY + " nothing is matched");
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("the quality " + quality + " is no number", e);
        }
    }

    private static <E extends Enum<E>> E choice(
            Columns column, Map<Columns, String> values, Class<E> type, E otherwise) {
        var text = values.get(column);
        if (text == null) {
            return otherwise;
        }
        try {
            return Enum.valueOf(type, text.toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("no " + column.label() + " is called " + text, e);
        }
    }

    private @Nullable String note(Map<Columns, String> values) {
        var note = values.getOrDefault(Columns.NOTE, defaults.note == null ? "" : defaults.note);
        var tags = values.get(Columns.TAGS);
        if (tags != null) {
            note = note.isEmpty() ? "tags " + tags : note + "; tags " + tags;
        }
        return note.isEmpty() ? null : shortened(note);
    }

    private static String shortened(String text) {
        return text.length() > Limits.SHORT_TEXT_CHARS ? text.substring(0, Limits.SHORT_TEXT_CHARS) : text;
    }

    private Instant addedAt(@Nullable String text) {
        try {
            return text == null ? defaults.addedAt : Instant.parse(text);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException("added_at is no ISO-8601 instant", e);
        }
    }
}
