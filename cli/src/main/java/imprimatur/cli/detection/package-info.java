/** Finds the forbidden activities in a file of events. */
@NullMarked
package imprimatur.cli.detection;

import org.jspecify.annotations.NullMarked;
