package imprimatur.usage.detect;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the detectors hold against an account; a ground for a person to look, never a decision.
 *
 * @param activity category of the section, such as {@code mass_generation}
 * @param score 0–1, of all detectors that fired together
 * @param firstSeen time of the event at which it was raised
 */
public record Finding(String account, String activity, double score, Instant firstSeen, Evidence evidence) {

    /**
     * The pack for the person who looks.
     *
     * @param section of the policy
     * @param detectors by id what was seen, in words
     * @param otherwise by id what would have to be different
     * @param features numbers that are not 0
     * @param timeline things done in each of the 48 hours before, by kind
     * @param samples ids of some of the newest checks or images
     * @param links by linked account what links it
     */
    public record Evidence(
            String section,
            Map<String, String> detectors,
            Map<String, String> otherwise,
            Map<String, Double> features,
            Map<String, int[]> timeline,
            List<String> samples,
            Map<String, String> links) {}
}
