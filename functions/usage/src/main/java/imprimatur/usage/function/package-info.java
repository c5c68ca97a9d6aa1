/** The function {@code usage}: what accounts do, by day. */
@NullMarked
package imprimatur.usage.function;

import org.jspecify.annotations.NullMarked;
