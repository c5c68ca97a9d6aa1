/** Prompt to signals: canonical text, lexicons. */
@NullMarked
package imprimatur.screening;

import org.jspecify.annotations.NullMarked;
