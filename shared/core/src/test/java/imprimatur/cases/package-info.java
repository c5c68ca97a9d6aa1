/** Tests of cases, and the fakes that other modules' tests use too. */
@NullMarked
package imprimatur.cases;

import org.jspecify.annotations.NullMarked;
