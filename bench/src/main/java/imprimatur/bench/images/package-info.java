/** Measurements of decoding and hashing pictures. */
@NullMarked
package imprimatur.bench.images;

import org.jspecify.annotations.NullMarked;
