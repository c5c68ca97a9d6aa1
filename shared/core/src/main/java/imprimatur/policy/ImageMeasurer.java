package imprimatur.policy;

import java.util.List;
import java.util.Map;

/** Measures images for a decision that is made elsewhere. */
public interface ImageMeasurer {
    /** Signal of what could not be decoded; its evidence says why. */
    String UNDECODABLE = "image.undecodable";

    /** Fact: no prompt of the service is known that an image was made from. */
    String UPLOAD = "image.upload";

    /**
     * What there is to see in an image.
     *
     * @param image of whatever type, as it came
     * @throws imprimatur.base.ImprimaturException.Unavailable if it could not be measured now
     */
    Measured measure(byte[] image);

    /**
     * The question as it is sent.
     *
     * @param image in base64
     */
    record Question(String image) {}

    /**
     * What was measured.
     *
     * @param facts for the rules, besides the signals
     * @param complete whether all of it was seen by all that should see it
     */
    record Measured(List<Signal> signals, Map<String, Object> facts, boolean complete) {
        public Measured {
            signals = List.copyOf(signals);
            facts = Map.copyOf(facts);
        }
    }
}
