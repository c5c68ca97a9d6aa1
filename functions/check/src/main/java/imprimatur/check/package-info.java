/** The function {@code check}: may this prompt be generated? */
@NullMarked
package imprimatur.check;

import org.jspecify.annotations.NullMarked;
