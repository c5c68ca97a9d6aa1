package imprimatur.policy;

import java.util.List;
import java.util.Optional;

/**
 * Which sanctions need a second person (G6).
 *
 * @param forGoodGroup group that approves a suspension for good
 * @param forfeitAbove credits up to which forfeiture needs no approval
 * @param forfeitGroup group that approves forfeiture above that sum
 * @param legalGroup group that approves a legal referral; asked before the others, since it sees what they may not
 */
record ApprovalRule(String forGoodGroup, long forfeitAbove, String forfeitGroup, String legalGroup) {
    Optional<String> groupFor(List<LadderStep> steps, long credits) {
        if (steps.stream().anyMatch(step -> step.kind().equals(LadderStep.LEGAL))) {
            return Optional.of(legalGroup);
        }
        if (steps.stream().anyMatch(LadderStep::isForGood)) {
            return Optional.of(forGoodGroup);
        }
        var forfeits = steps.stream().anyMatch(step -> step.kind().equals(LadderStep.FORFEIT));
        return forfeits && credits > forfeitAbove ? Optional.of(forfeitGroup) : Optional.empty();
    }
}
