/** Tests of the function, and the fakes of its ports. */
@NullMarked
package imprimatur.check;

import org.jspecify.annotations.NullMarked;
