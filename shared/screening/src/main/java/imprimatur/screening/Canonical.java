package imprimatur.screening;

import imprimatur.screening.Reading.Kind;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A text without its disguises, in all the ways in which it can be read.
 *
 * @param readings different from each other, the plain one first
 * @param negative what the text itself says that the picture should not show ({@code --no}, {@code Negative prompt:},
 *     negative weights); null where it says nothing of the kind
 */
public record Canonical(List<Reading> readings, @Nullable Canonical negative) {
    public Canonical {
        readings = List.copyOf(readings);
    }

    /** The plain reading: words with single spaces between, nothing else. */
    public String text() {
        return readings.getFirst().text();
    }

    /** The other reading of what can be read in two ways; equal to the plain one where there is only one. */
    public String variant() {
        return readings.stream()
                .filter(reading -> reading.kind() == Kind.VARIANT)
                .map(Reading::text)
                .findFirst()
                .orElse(text());
    }

    /** What was written as spaced letters, put together; word boundaries are lost in it. */
    public String joined() {
        return readings.stream()
                .filter(reading -> reading.kind() == Kind.JOINED)
                .map(Reading::text)
                .collect(Collectors.joining(" "));
    }
}
