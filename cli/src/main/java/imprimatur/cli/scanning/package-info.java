/** Scans image files without a running stack. */
@NullMarked
package imprimatur.cli.scanning;

import org.jspecify.annotations.NullMarked;
