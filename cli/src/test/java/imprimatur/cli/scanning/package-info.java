/** Tests of the scan of files. */
@NullMarked
package imprimatur.cli.scanning;

import org.jspecify.annotations.NullMarked;
