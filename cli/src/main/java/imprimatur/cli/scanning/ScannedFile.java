package imprimatur.cli.scanning;

import com.fasterxml.jackson.annotation.JsonInclude;
import imprimatur.imaging.HashIndex;
import imprimatur.imaging.PdqHash;
import imprimatur.imaging.scan.Scan;
import imprimatur.policy.Decision;
import imprimatur.policy.FiredRule;
import imprimatur.policy.Signal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What is said of one file.
 *
 * @param decision {@code allow}, {@code review} or {@code block}
 * @param signals by name; those that are 0 are left out
 * @param rules ids of the rules that fired
 * @param type such as {@code image/png}, by content
 * @param pdq 64 hex digits; null where the file could not be decoded
 * @param quality of the hash, 0–100
 * @param match the bank entry that it is like, left out where there is none
 * @param undecodable why it could not be seen, left out where it was
 * @param text lines that were read in it
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScannedFile(
        String file,
        String decision,
        List<String> sections,
        Map<String, Double> signals,
        List<String> rules,
        @Nullable String type,
        int width,
        int height,
        @Nullable String sha256,
        @Nullable String pdq,
        int quality,
        @Nullable Match match,
        @Nullable String undecodable,
        List<String> text) {
    private static final double PRECISION = 1e6;

    /** A bank's entry, and how many bits lie between. */
    public record Match(String bank, String purpose, String hash, int distance) {
        private static Match of(HashIndex.Match match) {
            var entry = match.entry();
            return new Match(
                    entry.bank(), entry.purpose().name().toLowerCase(Locale.ROOT), entry.hash(), match.distance());
        }
    }

    static ScannedFile of(String file, Scan scan, Decision decision) {
        var signals = new TreeMap<String, Double>();
        for (var signal : scan.signals()) {
            signals.merge(signal.name(), rounded(signal), Math::max);
        }
        var pdq = Optional.ofNullable(scan.pdq());
        return new ScannedFile(
                file,
                decision.outcome().name().toLowerCase(Locale.ROOT),
                decision.sections(),
                signals,
                decision.fired().stream().map(FiredRule::id).toList(),
                scan.type() == null ? null : scan.type().contentType(),
                scan.width(),
                scan.height(),
                scan.sha256(),
                pdq.map(hash -> hash.upright().hex()).orElse(null),
                pdq.map(PdqHash::quality).orElse(0),
                Optional.ofNullable(scan.match()).map(Match::of).orElse(null),
                scan.undecodable(),
                scan.looks().text());
    }

    private static double rounded(Signal signal) {
        return Math.round(signal.score() * PRECISION) / PRECISION;
    }
}
