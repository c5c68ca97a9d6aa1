package imprimatur.scan;

import imprimatur.imaging.scan.Scan;
import imprimatur.policy.DecisionRecord;
import imprimatur.policy.DecisionStore;
import imprimatur.policy.PromptFacts;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an image inherits from the prompt that it was made from. */
final class Lineage {
    private static final String UNKNOWN = "unknown";

    private Lineage() {}

    /**
     * Facts for the rules, as {@link PromptFacts} has them. An image whose prompt is not known to be one of its account
     * is an upload.
     *
     * @param generationId that the upload names; null where it names none
     */
    static Map<String, Object> facts(@Nullable String generationId, String account, DecisionStore decisions) {
        if (generationId == null) {
            return Map.of(Scan.UPLOAD, true);
        }
        return decisions
                .find(generationId)
                .filter(check -> check.kind() == DecisionRecord.Kind.PROMPT)
                .filter(check -> check.account().equals(account))
                .map(check -> PromptFacts.of(check.decision(), check.signals()))
                .orElse(Map.of(PromptFacts.OUTCOME, UNKNOWN, Scan.UPLOAD, true));
    }
}
