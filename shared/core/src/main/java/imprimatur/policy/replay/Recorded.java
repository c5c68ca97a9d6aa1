package imprimatur.policy.replay;

import imprimatur.policy.Decision;
import imprimatur.policy.DecisionRecord;
import imprimatur.policy.Signal;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Of a recorded decision, what it takes to make it again: no prompt, and of each signal no evidence that may quote one.
 * One a line of JSON is what exports hold.
 *
 * @param facts as the rules were told
 */
public record Recorded(
        String id,
        DecisionRecord.Kind kind,
        String account,
        Instant at,
        Decision decision,
        List<Signal> signals,
        Map<String, Object> facts) {
    public Recorded {
        signals = signals.stream()
                .map(signal -> new Signal(signal.name(), signal.score(), ""))
                .toList();
        facts = Map.copyOf(facts);
    }

    /** What of a decision as it is kept is needed. */
    public static Recorded of(DecisionRecord kept) {
        return new Recorded(
                kept.id(), kept.kind(), kept.account(), kept.at(), kept.decision(), kept.signals(), kept.facts());
    }
}
