@NullMarked
package imprimatur.screening.corpus;

import org.jspecify.annotations.NullMarked;
