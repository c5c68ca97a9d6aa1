package imprimatur.imaging.model;

import imprimatur.policy.Signal;
import java.util.List;

/**
 * What models saw in an image.
 *
 * @param signals names begin with {@code image.}, of the text in it with {@code image_text.}; evidence quotes nothing
 *     of the text but terms of lexicons
 * @param text lines that were read in it, the largest first; as private as the image
 * @param complete whether every model that the policy asks for saw all of it
 */
public record Looks(List<Signal> signals, List<String> text, boolean complete) {
    /** Of an image that nothing looked at. */
    public static final Looks NONE = new Looks(List.of(), List.of(), true);

    public Looks {
        signals = List.copyOf(signals);
        text = List.copyOf(text);
    }
}
