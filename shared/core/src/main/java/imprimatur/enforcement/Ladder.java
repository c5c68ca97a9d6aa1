package imprimatur.enforcement;

import imprimatur.accounts.Strike;
import imprimatur.policy.LadderStep;
import imprimatur.policy.Policy;
import imprimatur.policy.Section;
import imprimatur.policy.Severity;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The policy's ladder, in terms of sanctions: what it proposes, and who must approve. */
final class Ladder {
    private final Policy policy;

    Ladder(Policy policy) {
        this.policy = policy;
    }

    /**
     * What the policy proposes for a violation of the section by an account with these strikes. What a person confirmed
     * counts as of medium severity, and harm to minors as critical; whoever sees more or less in it names the
     * sanctions.
     */
    List<Sanction> propose(String section, List<Strike> strikes) {
        var severity = policy.section(section).category().equals(Section.MINORS) ? Severity.CRITICAL : Severity.MEDIUM;
        return policy.ladder(section, severity, strikes.size()).stream()
                .map(step -> new Sanction(kind(step.kind()), step.days()))
                .toList();
    }

    /** Group whose member must approve; empty where nobody has to (G6). */
    Optional<String> approvalGroup(List<Sanction> sanctions, long credits) {
        var steps = sanctions.stream()
                .map(sanction -> new LadderStep(code(sanction.kind()), sanction.days()))
                .toList();
        return policy.approvalGroup(steps, credits);
    }

    boolean knows(String section) {
        return policy.findSection(section).isPresent();
    }

    private static SanctionKind kind(String code) {
        return SanctionKind.valueOf(code.toUpperCase(Locale.ROOT));
    }

    private static String code(SanctionKind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }
}
