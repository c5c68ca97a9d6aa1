package imprimatur.check;

import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.check.ModerationInput.ImageBytes;
import imprimatur.policy.Decision;
import imprimatur.policy.ImageMeasurer;
import imprimatur.policy.Outcome;
import imprimatur.policy.Policy;
import imprimatur.policy.PromptFacts;
import imprimatur.policy.SecondOpinion;
import imprimatur.policy.Signal;
import java.util.List;
import java.util.Map;

/** Has the policy decide on a text whose signals are known, on the image that came with it, or on both. */
final class Judge {
    private final Policy policy;
    private final SecondOpinion second;
    private final ImageMeasurer images;

    Judge(Policy policy, SecondOpinion second, ImageMeasurer images) {
        this.policy = policy;
        this.second = second;
        this.images = images;
    }

    /**
     * The decision.
     *
     * @param signals of the text; what is measured besides is added
     * @param facts to which those of the image are added
     * @throws Unavailable where an image would be allowed that was not seen whole
     */
    Decision decide(ModerationInput input, List<Signal> signals, Map<String, Object> facts) {
        var image = input.image();
        if (image == null) {
            return decideText(input, signals, facts);
        }
        if (input.hasText()) {
            facts.putAll(PromptFacts.of(decideText(input, signals, facts), signals));
        }
        return decideImage(image, signals, facts);
    }

    /** Of what the policy would have a person look at, a second opinion is asked for, which is kept too. */
    private Decision decideText(ModerationInput input, List<Signal> signals, Map<String, Object> facts) {
        var decision = policy.decide(signals, facts);
        if (decision.outcome() != Outcome.REVIEW || !signals.addAll(second.of(input.text()))) {
            return decision;
        }
        return policy.decide(signals, facts);
    }

    /** The text beside an image is to it as a prompt is to what was made from it. */
    private Decision decideImage(ImageBytes image, List<Signal> signals, Map<String, Object> facts) {
        var measured = images.measure(image.bytes());
        signals.addAll(measured.signals());
        facts.putAll(measured.facts());
        facts.put(ImageMeasurer.UPLOAD, true);
        var decision = policy.decide(signals, facts);
        if (decision.outcome() == Outcome.ALLOW && !measured.complete()) {
            throw new Unavailable("not all of the image could be seen; try again");
        }
        return decision;
    }
}
