/** Accounts that share limits, since they are held to be of the same people. */
@NullMarked
package imprimatur.usage.pool;

import org.jspecify.annotations.NullMarked;
