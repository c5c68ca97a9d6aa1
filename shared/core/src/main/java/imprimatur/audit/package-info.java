/** The append-only, hash-chained log of every act, and its verifier. */
@NullMarked
package imprimatur.audit;

import org.jspecify.annotations.NullMarked;
