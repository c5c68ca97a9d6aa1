/** Tests of the function. */
@NullMarked
package imprimatur.usage.function;

import org.jspecify.annotations.NullMarked;
