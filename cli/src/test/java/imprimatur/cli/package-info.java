/** Tests of the whole local stack. */
@NullMarked
package imprimatur.cli;

import org.jspecify.annotations.NullMarked;
