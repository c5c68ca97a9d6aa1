/** How image files are put together: segments and chunks, found without decoding any pixel. */
@NullMarked
package imprimatur.imaging.format;

import org.jspecify.annotations.NullMarked;
