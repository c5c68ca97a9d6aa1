/** The workflows' own definitions, run state by state through the handler. */
@NullMarked
package imprimatur.enforce;

import org.jspecify.annotations.NullMarked;
