package imprimatur.report;

import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.cases.Case;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.CaseJoin;
import imprimatur.cases.CaseStore;
import imprimatur.cases.Subject;
import imprimatur.cases.Triage;
import imprimatur.imaging.ImageRecord;
import imprimatur.policy.Decision;
import imprimatur.policy.DecisionRecord;
import imprimatur.policy.Outcome;
import imprimatur.policy.Policy;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * Judges a reported image again: its recorded signals under the policy in force, which may be stricter than the one
 * that let it pass. Nothing is measured anew and nothing is done to the image; what comes of it is noted on the case,
 * once for a version of the policy, and counts as evidence there.
 */
final class Judgements {
    private final CaseStore cases;
    private final Function<String, Optional<ImageRecord>> images;
    private final Function<String, Optional<DecisionRecord>> decisions;
    private final Policy policy;
    private final Triage triage;
    private final InstantSource clock;

    /**
     * @param images an image by its id
     * @param decisions a recorded decision by its id; empty where it has expired
     */
    Judgements(
            CaseStore cases,
            Function<String, Optional<ImageRecord>> images,
            Function<String, Optional<DecisionRecord>> decisions,
            Policy policy,
            Triage triage,
            InstantSource clock) {
        this.cases = cases;
        this.images = images;
        this.decisions = decisions;
        this.policy = policy;
        this.triage = triage;
        this.clock = clock;
    }

    /**
     * Notes on an open case what the policy says of its image today.
     *
     * @return the case as it stands then
     */
    Case note(Case joined) {
        var due = joined.subject().kind() == Subject.Kind.IMAGE
                && joined.status().waits()
                && !policy.version().equals(joined.judgedUnder());
        if (!due) {
            return joined;
        }
        var image = images.apply(joined.subject().id());
        var known = image.map(ImageRecord::decisionId).flatMap(decisions);
        return image.isPresent() && known.isPresent() ? note(joined, image.get(), known.get()) : joined;
    }

    private Case note(Case joined, ImageRecord image, DecisionRecord known) {
        var judged = event(image, known, policy.decide(known.signals(), known.facts()));
        try {
            return cases.append(joined.id(), joined.version(), judged);
        } catch (Conflict e) {
            // The next notice finds the note missing, and adds it.
            return cases.find(joined.id()).orElse(joined);
        }
    }

    private CaseEvent.Judged event(ImageRecord image, DecisionRecord known, Decision now) {
        var at = clock.instant();
        var section = now.outcome() == Outcome.ALLOW
                ? Optional.<String>empty()
                : now.sections().stream().findFirst();
        return new CaseEvent.Judged(
                at,
                CaseJoin.BY_INTAKE,
                image.id(),
                known.id(),
                now.policyVersion(),
                known.decision().outcome(),
                now.outcome(),
                now.sections(),
                section.map(code -> at.plus(triage.deadline(code))).orElse(null),
                section.map(code -> triage.of(code, now.outcome())).orElse(null));
    }
}
