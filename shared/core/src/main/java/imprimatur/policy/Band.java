package imprimatur.policy;

import org.jspecify.annotations.Nullable;

/**
 * From which score on the text of a category is looked at by a person, and from which it is refused. Rules name them
 * {@code band.<category>_review} and {@code band.<category>_block}.
 *
 * @param review null where nothing is merely reviewed
 * @param block null where nothing is refused by its score alone
 */
public record Band(@Nullable Double review, @Nullable Double block) {
    static final String PREFIX = "band.";
}
