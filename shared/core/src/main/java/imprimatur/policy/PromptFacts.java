package imprimatur.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What the rules are told of the prompt when they decide on an image that came with it or was made from it. */
public final class PromptFacts {
    public static final String OUTCOME = "prompt.outcome";
    public static final String SECTION = "prompt.section";

    private static final String OF_TEXT = "text.";
    private static final String OF_PROMPT = "prompt.";

    private PromptFacts() {}

    /**
     * How a prompt was decided on, the first section, and what was measured of its text: {@code text.person} as
     * {@code prompt.person} and so on.
     */
    public static Map<String, Object> of(Decision decision, List<Signal> signals) {
        var facts = new HashMap<String, Object>();
        signals.stream()
                .filter(signal -> signal.name().startsWith(OF_TEXT))
                .forEach(signal -> facts.merge(name(signal), signal.score(), PromptFacts::greater));
        facts.put(OUTCOME, decision.outcome().name().toLowerCase(Locale.ROOT));
        decision.sections().stream().findFirst().ifPresent(section -> facts.put(SECTION, section));
        return facts;
    }

    private static String name(Signal signal) {
        return OF_PROMPT + signal.name().substring(OF_TEXT.length());
    }

    private static Object greater(Object one, Object other) {
        return Math.max((Double) one, (Double) other);
    }
}
