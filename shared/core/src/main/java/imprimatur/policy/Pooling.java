package imprimatur.policy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Which accounts share limits, since they are held to be of the same people, and which limits. Pure: the same features
 * of a link give the same answer.
 *
 * @param limits what is shared; empty where the policy pools nothing
 * @param accounts more than these are a crowd, and no pool
 * @param lasts how long a pool holds after its link was seen last
 */
public record Pooling(Set<PlanLimit> limits, int accounts, Duration lasts, Detectors links) {
    /** What is known of a link between two accounts. */
    public static final Map<String, String> FEATURES = Map.ofEntries(
            Map.entry("link.weight", "weight of the link, faded by its age, 0–1"),
            Map.entry("link.devices", "devices that both used"),
            Map.entry("link.payments", "means of payment that both used"),
            Map.entry("link.keys", "API keys that both used"),
            Map.entry("link.addresses", "addresses that both used lately"),
            Map.entry("link.patterns", "patterns of prompts that both follow"),
            Map.entry("link.signup_hours", "hours between their sign-ups; 1000000 where one is not known"),
            Map.entry("link.least_work", "checks or generations in 24 hours of the one that did less"),
            Map.entry("link.work", "checks or generations in 24 hours of both"),
            Map.entry(
                    "link.returned",
                    "1 where the other is suspended, or was refused much and fell silent before this one came"),
            Map.entry("link.accounts", "accounts that are held to be of the same people, these two included"));

    /** Of a policy that pools nothing. */
    public static final Pooling NONE = new Pooling(Set.of(), 1, Duration.ofDays(1), new Detectors(FEATURES, List.of()));

    public Pooling {
        limits = Set.copyOf(limits);
    }

    /** Whether the policy pools anything. */
    public boolean any() {
        return !limits.isEmpty() && links.any();
    }

    /** What makes two accounts share limits, in words and numbers; empty where nothing does. */
    public List<Suspicion> apply(Map<String, Double> link) {
        return link.getOrDefault("link.accounts", 0.0) > accounts ? List.of() : links.apply(link);
    }
}
