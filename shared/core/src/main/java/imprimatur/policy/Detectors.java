package imprimatur.policy;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What a policy looks for in the behaviour of accounts (§3). Pure: the same features give the same suspicions. */
public final class Detectors {
    private final Map<String, String> features;
    private final List<Detector> detectors;

    Detectors(Map<String, String> features, List<Detector> detectors) {
        this.features = Map.copyOf(features);
        this.detectors = List.copyOf(detectors);
    }

    /** Names of the features that detectors may use. */
    public Set<String> features() {
        return features.keySet();
    }

    /** Whether the policy looks for anything. */
    public boolean any() {
        return !detectors.isEmpty();
    }

    /** What a feature means; empty where the policy does not know it. */
    public Optional<String> meaning(String feature) {
        return Optional.ofNullable(features.get(feature));
    }

    /** All detectors that fire on the features, in the file's order; a feature that is missing counts as 0. */
    public List<Suspicion> apply(Map<String, Double> measured) {
        var values = new HashMap<String, Double>();
        features.keySet().forEach(name -> values.put(name, measured.getOrDefault(name, 0.0)));
        return detectors.stream()
                .map(detector -> detector.apply(values))
                .flatMap(Optional::stream)
                .toList();
    }
}
