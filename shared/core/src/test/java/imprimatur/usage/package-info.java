/** Tests of usage. */
@NullMarked
package imprimatur.usage;

import org.jspecify.annotations.NullMarked;
