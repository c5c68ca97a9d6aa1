package imprimatur.screening;

import imprimatur.policy.Signal;
import java.util.List;

/**
 * What was measured about a prompt.
 *
 * @param signals only those above 0; their evidence quotes lexicon terms, never the prompt
 * @param canonical the prompt without its disguises; as private as the prompt itself
 */
public record Screening(List<Signal> signals, String canonical) {
    public Screening {
        signals = List.copyOf(signals);
    }
}
