package imprimatur.imaging.scan;

import imprimatur.imaging.HashIndex;
import imprimatur.imaging.ImageType;
import imprimatur.imaging.PdqHash;
import imprimatur.imaging.model.Looks;
import imprimatur.imaging.provenance.Provenance;
import imprimatur.policy.ImageMeasurer;
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
 * @param looks what models saw in it
 * @param provenance what the file says of its own origin
 */
public record Scan(
        @Nullable String sha256,
        @Nullable ImageType type,
        int width,
        int height,
        @Nullable PdqHash pdq,
        HashIndex.@Nullable Match match,
        @Nullable String undecodable,
        Looks looks,
        Provenance provenance) {
    /** Signals by which the policy knows of a match with a bank. */
    public static final String BANK_BAN = "image.bank_ban";

    public static final String BANK_HOLD = "image.bank_hold";
    public static final String BANK_ALLOW = "image.bank_allow";

    /** Signal of what a person has to look at, since no program could. */
    public static final String UNDECODABLE = ImageMeasurer.UNDECODABLE;

    /** Fact: the section that content with the matched hash violates. */
    public static final String BANK_SECTION = "image.bank_section";

    /** Fact: no prompt of the service is known that this image was made from. */
    public static final String UPLOAD = ImageMeasurer.UPLOAD;

    /** Of an upload that is too large to be read. */
    public static Scan tooLarge(long bytes) {
        return new Scan(
                null, null, 0, 0, null, null, bytes + " bytes are too many to be read", Looks.NONE, Provenance.NONE);
    }

    public List<Signal> signals() {
        var known = Stream.of(
                        Optional.ofNullable(match).map(Scan::bankSignal),
                        Optional.ofNullable(undecodable).map(reason -> new Signal(UNDECODABLE, 1, reason)))
                .flatMap(Optional::stream);
        return Stream.of(known, looks.signals().stream(), provenance.signals().stream())
                .flatMap(signals -> signals)
                .toList();
    }

    /** Whether all of it was seen by all that should see it; what was not is for a person. */
    public boolean complete() {
        return undecodable == null && looks.complete();
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
