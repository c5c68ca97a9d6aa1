/** Measurements of speed. Nothing here is shipped, and nothing here decides whether a build passes. */
@NullMarked
package imprimatur.bench;

import org.jspecify.annotations.NullMarked;
