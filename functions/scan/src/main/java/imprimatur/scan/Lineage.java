package imprimatur.scan;

import imprimatur.imaging.scan.Scan;
import imprimatur.policy.Decision;
import imprimatur.policy.DecisionRecord;
import imprimatur.policy.DecisionStore;
import imprimatur.policy.Signal;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an image inherits from the prompt that it was made from. */
final class Lineage {
    private static final String OF_TEXT = "text.";
    private static final String OF_PROMPT = "prompt.";
    private static final String OUTCOME = "prompt.outcome";
    private static final String SECTION = "prompt.section";
    private static final String UNKNOWN = "unknown";

    private Lineage() {}

    /**
     * Facts for the rules: how the prompt was decided on, the section, and what was measured of its text,
     * {@code text.person} as {@code prompt.person} and so on. An image whose prompt is not known to be one of its
     * account is an upload.
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
                .map(Lineage::facts)
                .orElse(Map.of(OUTCOME, UNKNOWN, Scan.UPLOAD, true));
    }

    private static Map<String, Object> facts(DecisionRecord check) {
        var facts = new HashMap<String, Object>();
        check.signals().stream()
                .filter(signal -> signal.name().startsWith(OF_TEXT))
                .forEach(signal -> facts.merge(name(signal), signal.score(), Lineage::greater));
        facts.put(OUTCOME, outcome(check.decision()));
        check.decision().sections().stream().findFirst().ifPresent(section -> facts.put(SECTION, section));
        return facts;
    }

    private static String name(Signal signal) {
        return OF_PROMPT + signal.name().substring(OF_TEXT.length());
    }

    private static Object greater(Object one, Object other) {
        return Math.max((Double) one, (Double) other);
    }

    private static String outcome(Decision decision) {
        return decision.outcome().name().toLowerCase(Locale.ROOT);
    }
}
