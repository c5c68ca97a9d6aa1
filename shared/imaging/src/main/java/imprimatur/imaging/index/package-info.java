/** 256-bit hashes in one block of memory that may be a mapped file, and exact search among them. */
@NullMarked
package imprimatur.imaging.index;

import org.jspecify.annotations.NullMarked;
