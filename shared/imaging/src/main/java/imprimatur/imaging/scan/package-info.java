/** The scan: bytes to signals, by all that measures images. */
@NullMarked
package imprimatur.imaging.scan;

import org.jspecify.annotations.NullMarked;
