/** The chain and its verifier. */
@NullMarked
package imprimatur.audit;

import org.jspecify.annotations.NullMarked;
