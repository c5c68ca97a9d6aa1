/** Tests of provenance. */
@NullMarked
package imprimatur.imaging.provenance;

import org.jspecify.annotations.NullMarked;
