package imprimatur.imaging.bank;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The names that bank files of HMA, ThreatExchange and others give to what we know of a hash. */
enum Columns {
    HASH("hash signal_value hash_value indicator raw_indicator value pdq pdq_hash sha256"),
    TYPE("signal_type type hash_type indicator_type kind content_type"),
    QUALITY("quality pdq_quality hash_quality"),
    BANK("bank bank_name"),
    PURPOSE("purpose"),
    SECTION("section"),
    ADDED_BY("added_by owner_name contributor"),
    ADDED_AT("added_at"),
    STANDING("standing"),
    NOTE("note description reason comment"),
    TAGS("tags labels"),
    /** Whatever says nothing to us. */
    OTHER("");

    private static final Map<String, Columns> BY_NAME = byName();

    /** All names, our own first. */
    private final String names;

    Columns(String names) {
        this.names = names;
    }

    /** Our own name for it. */
    String label() {
        return names.split(" ", 2)[0];
    }

    /** The column of that name, whatever its case; {@link #OTHER} for one that says nothing to us. */
    static Columns named(String name) {
        return BY_NAME.getOrDefault(
                name.strip().toLowerCase(Locale.ROOT).replace('-', '_').replace(' ', '_'), OTHER);
    }

    private static Map<String, Columns> byName() {
        var all = new HashMap<String, Columns>();
        for (var column : values()) {
            for (var name : column.names.split(" ", -1)) {
                all.put(name, column);
            }
        }
        return Map.copyOf(all);
    }
}
