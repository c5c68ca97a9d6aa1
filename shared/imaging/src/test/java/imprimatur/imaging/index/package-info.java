@NullMarked
package imprimatur.imaging.index;

import org.jspecify.annotations.NullMarked;
