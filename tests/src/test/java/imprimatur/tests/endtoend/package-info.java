/** The end-to-end suite: the deployed template with everything behind it, seen from outside. */
@NullMarked
package imprimatur.tests.endtoend;

import org.jspecify.annotations.NullMarked;
