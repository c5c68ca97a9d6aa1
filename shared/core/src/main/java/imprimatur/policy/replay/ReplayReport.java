package imprimatur.policy.replay;

import imprimatur.policy.DecisionRecord;
import imprimatur.policy.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What another policy would have decided.
 *
 * @param policyVersion of the policy that was tried
 * @param decisions that were replayed
 * @param oldest time of the first of them, and {@code newest} of the last; null where there are none
 * @param complete false where a limit left out the oldest ones of the period
 * @param reproduced recorded decisions that came out again under the version that they name (G7)
 * @param notReproduced the first of those that did not, {@code unreproduced} in all
 * @param outcomes what was recorded and what would be, with how many
 * @param rules that fired in either, by id
 * @param changed decisions whose outcome would be another
 * @param rows of these, the newest
 * @param newlyHitAccounts accounts without strike or block whose prompts or images would newly be blocked or reviewed,
 *     of the {@link imprimatur.base.Limits#REPLAY_ACCOUNTS} that would be hit most
 * @param newlyHit the first of them
 */
public record ReplayReport(
        String policyVersion,
        int decisions,
        @Nullable Instant oldest,
        @Nullable Instant newest,
        boolean complete,
        int reproduced,
        int unreproduced,
        List<Unreproduced> notReproduced,
        List<OutcomeCount> outcomes,
        List<RuleCount> rules,
        int changed,
        List<Row> rows,
        int newlyHitAccounts,
        List<NewlyHit> newlyHit) {

    /** Decisions that went one way and would go another, or the same. */
    public record OutcomeCount(Outcome before, Outcome after, int count) {}

    /** How often a rule fired, and would. */
    public record RuleCount(String rule, int before, int after) {}

    /**
     * A decision that would change; without its prompt.
     *
     * @param rules that fire after and did not before, or the other way round
     */
    public record Row(
            String id,
            DecisionRecord.Kind kind,
            String account,
            Instant at,
            Outcome before,
            Outcome after,
            List<String> rules,
            Map<String, Double> signals) {}

    /** A recorded decision that does not come out again, and why. */
    public record Unreproduced(String id, Instant at, String policyVersion, String why) {}

    /** An account that the policy would newly hit. */
    public record NewlyHit(String account, int blocked, int reviewed) {}
}
