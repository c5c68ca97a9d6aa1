package imprimatur.policy;

import static java.util.Objects.requireNonNull;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One sanction as the ladder proposes it.
 *
 * @param kind a code of the policy's §4: {@code warn}, {@code remove_content}, {@code suspend}, {@code forfeit_credits}
 *     or {@code legal}
 * @param days how long a suspension lasts; null for good, and for every other kind
 */
public record LadderStep(String kind, @Nullable Integer days) {
    static final String SUSPEND = "suspend";
    static final String FORFEIT = "forfeit_credits";
    static final String LEGAL = "legal";
    static final Set<String> KINDS = Set.of("warn", "remove_content", SUSPEND, FORFEIT, LEGAL);

    public LadderStep {
        requireNonNull(kind, "kind is null");
        if (!KINDS.contains(kind)) {
            throw new IllegalArgumentException("is no kind of sanction: " + kind);
        }
        if (days != null && (!kind.equals(SUSPEND) || days < 1)) {
            throw new IllegalArgumentException("days belong to a suspension and are at least 1: " + kind + ", " + days);
        }
    }

    /** Whether it ends the use of the account for good. */
    public boolean isForGood() {
        return kind.equals(SUSPEND) && days == null;
    }
}
