/** Decisions that were recorded, made again under their own policy and under another. */
@NullMarked
package imprimatur.policy.replay;

import org.jspecify.annotations.NullMarked;
