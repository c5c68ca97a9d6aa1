/** Tests of the function {@code report}. */
@NullMarked
package imprimatur.report;

import org.jspecify.annotations.NullMarked;
