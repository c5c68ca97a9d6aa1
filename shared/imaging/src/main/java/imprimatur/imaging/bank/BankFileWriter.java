package imprimatur.imaging.bank;

import imprimatur.base.Json;
import imprimatur.imaging.BankEntry;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes the entries of a bank as {@link BankFileReader} reads them. */
public enum BankFileWriter {
    /** A line of names, then a line an entry. */
    CSV,
    /** A line of JSON an entry. */
    JSONL;

    private static final List<Columns> WRITTEN = List.of(
            Columns.HASH,
            Columns.TYPE,
            Columns.BANK,
            Columns.PURPOSE,
            Columns.SECTION,
            Columns.ADDED_BY,
            Columns.ADDED_AT,
            Columns.STANDING,
            Columns.NOTE);

    /** What comes before the entries; empty for nothing. */
    public String head() {
        return this == CSV ? WRITTEN.stream().map(Columns::label).collect(Collectors.joining(",")) + "\n" : "";
    }

    /** One entry with its line end. */
    public String line(BankEntry entry) {
        var values = values(entry);
        return switch (this) {
            case CSV ->
                CsvLine.write(WRITTEN.stream()
                                .map(column -> values.getOrDefault(column.label(), ""))
                                .toList())
                        + "\n";
            case JSONL -> Json.write(values) + "\n";
        };
    }

    private static Map<String, String> values(BankEntry entry) {
        var values = new TreeMap<>(Map.of(
                Columns.HASH.label(), entry.hash(),
                Columns.TYPE.label(), label(entry.kind()),
                Columns.BANK.label(), entry.bank(),
                Columns.PURPOSE.label(), label(entry.purpose()),
                Columns.SECTION.label(), entry.section(),
                Columns.ADDED_BY.label(), entry.addedBy(),
                Columns.ADDED_AT.label(), entry.addedAt().toString(),
                Columns.STANDING.label(), label(entry.standing())));
        if (entry.note() != null) {
            values.put(Columns.NOTE.label(), Objects.requireNonNull(entry.note()));
        }
        return values;
    }

    private static String label(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
