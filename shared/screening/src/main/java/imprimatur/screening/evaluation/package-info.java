/** What is needed to judge a screener: disguises to try it with. */
@NullMarked
package imprimatur.screening.evaluation;

import org.jspecify.annotations.NullMarked;
