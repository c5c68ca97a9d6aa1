/** What an image file says of its own origin. Nothing here is proof: it is easily written and easily removed. */
@NullMarked
package imprimatur.imaging.provenance;

import org.jspecify.annotations.NullMarked;
