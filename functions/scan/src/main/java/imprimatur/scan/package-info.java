/** The function that gives every uploaded image its verdict. */
@NullMarked
package imprimatur.scan;

import org.jspecify.annotations.NullMarked;
