package imprimatur.usage.links;

import java.util.Locale;

/**
 * Something that accounts can have in common.
 *
 * @param hash keyed; nothing can be read from it
 */
public record Thing(Kind kind, long hash) {
    /** Kinds of things, with how much each says, and how many accounts may share one before it says less. */
    public enum Kind {
        DEVICE(0.7, 8),
        PAYMENT(0.6, 8),
        KEY(0.7, 8),
        /** Offices, campuses and carriers put many people behind one address, so it says little. */
        ADDRESS(0.4, 2),
        /** What the prompts of a pattern have in common; a popular pattern says nothing. */
        PATTERN(0.35, 12);

        private final double weight;
        private final int few;

        Kind(double weight, int few) {
            this.weight = weight;
            this.few = few;
        }

        /**
         * How strongly one such thing links two accounts, 0–1.
         *
         * @param accounts that share it
         */
        double weight(int accounts) {
            if (this == PATTERN && accounts > 2 * few) {
                return 0;
            }
            return weight * Math.min(1, (double) few / accounts);
        }

        /** Its name in evidence and keys. */
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        String plural() {
            return this == ADDRESS ? "addresses" : label() + "s";
        }
    }
}
