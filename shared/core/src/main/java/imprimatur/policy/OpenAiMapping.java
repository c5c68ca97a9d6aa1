package imprimatur.policy;

import static java.util.stream.Collectors.toUnmodifiableMap;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How the policy is told in the terms of OpenAI's moderations: for each of their categories, the signals whose
 * strongest is its score and the sections whose rules flag it.
 *
 * @param flaggedFrom the mildest outcome of a rule that flags
 * @param categories some of {@link #NAMES}; the others have nothing in this policy that means them
 */
public record OpenAiMapping(Outcome flaggedFrom, Map<String, Category> categories) {
    /** OpenAI's names, in the order of their documentation. */
    public static final List<String> NAMES = List.of(
            "harassment",
            "harassment/threatening",
            "hate",
            "hate/threatening",
            "illicit",
            "illicit/violent",
            "self-harm",
            "self-harm/intent",
            "self-harm/instructions",
            "sexual",
            "sexual/minors",
            "violence",
            "violence/graphic");

    public OpenAiMapping {
        categories = Map.copyOf(categories);
    }

    /** What one of OpenAI's categories means here. */
    public record Category(Set<String> signals, Set<String> sections) {
        static final Category NOTHING = new Category(Set.of(), Set.of());

        public Category {
            signals = Set.copyOf(signals);
            sections = Set.copyOf(sections);
        }
    }

    /** The score of each of {@link #NAMES}, in their order. */
    public Map<String, Double> scores(List<Signal> measured) {
        var strongest = measured.stream().collect(toUnmodifiableMap(Signal::name, Signal::score, Math::max));
        var scores = new LinkedHashMap<String, Double>();
        for (var name : NAMES) {
            scores.put(
                    name,
                    category(name).signals().stream()
                            .mapToDouble(signal -> strongest.getOrDefault(signal, 0.0))
                            .max()
                            .orElse(0));
        }
        return scores;
    }

    /** Whether each of {@link #NAMES} is flagged, in their order. */
    public Map<String, Boolean> flags(Decision decision) {
        var flags = new LinkedHashMap<String, Boolean>();
        for (var name : NAMES) {
            flags.put(
                    name,
                    decision.fired().stream()
                            .filter(rule -> rule.outcome().compareTo(flaggedFrom) >= 0)
                            .anyMatch(rule -> category(name).sections().contains(rule.section())));
        }
        return flags;
    }

    /**
     * Which kinds of input the score of a category was made from: {@code text}, {@code image}, both or none.
     *
     * @param hasText whether there was any text, and {@code hasImage} whether there was an image
     */
    public List<String> inputTypes(String name, boolean hasText, boolean hasImage) {
        var signals = category(name).signals();
        var types = new ArrayList<String>();
        if (hasText && signals.stream().anyMatch(signal -> signal.startsWith("text."))) {
            types.add("text");
        }
        if (hasImage && signals.stream().anyMatch(signal -> signal.startsWith("image"))) {
            types.add("image");
        }
        return types;
    }

    private Category category(String name) {
        return categories.getOrDefault(name, Category.NOTHING);
    }
}
