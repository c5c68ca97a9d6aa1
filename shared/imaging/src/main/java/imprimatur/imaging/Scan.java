package imprimatur.imaging;

import imprimatur.policy.Signal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was measured of an image.
 *
 * @param sha256 of the bytes; null where they were too many to be read
 * @param type null where the bytes are no known image
 * @param width in pixels, upright; 0 where it could not be decoded
 * @param pdq null where it could not be decoded; of an animation, that of its richest frame
 * @param match the bank entry that decides, where one holds
 * @param undecodable why it could not be seen, for moderators; null where it was
 */
public record Scan(
        @Nullable String sha256,
        @Nullable ImageType type,
        int width,
        int height,
        @Nullable PdqHash pdq,
        HashIndex.@Nullable Match match,
        @Nullable String undecodable) {
    /** Signals by which the policy knows of a match with a bank. */
    public static final String BANK_BAN = "image.bank_ban";

    public static final String BANK_HOLD = "image.bank_hold";
    public static final String BANK_ALLOW = "image.bank_allow";

    /** Signal of what a person has to look at, since no program could. */
    public static final String UNDECODABLE = "image.undecodable";

    /** Fact: the section that content with the matched hash violates. */
    public static final String BANK_SECTION = "image.bank_section";

    /** Of an upload that is too large to be read. */
    public static Scan tooLarge(long bytes) {
        return new Scan(null, null, 0, 0, null, null, bytes + " bytes are too many to be read");
    }

    public List<Signal> signals() {
        return Stream.of(
                        Optional.ofNullable(match).map(Scan::bankSignal),
                        Optional.ofNullable(undecodable).map(reason -> new Signal(UNDECODABLE, 1, reason)))
                .flatMap(Optional::stream)
                .toList();
    }

    /** What the rules are told besides the signals: the section of the bank entry that holds. */
    public Map<String, Object> facts() {
        return match == null ? Map.of() : Map.of(BANK_SECTION, match.entry().section());
    }

    private static Signal bankSignal(HashIndex.Match match) {
        var entry = match.entry();
        var name = switch (entry.effect()) {
            case BAN -> BANK_BAN;
            case HOLD -> BANK_HOLD;
            case ALLOW -> BANK_ALLOW;
        };
        return new Signal(name, 1, match.evidence());
    }
}
