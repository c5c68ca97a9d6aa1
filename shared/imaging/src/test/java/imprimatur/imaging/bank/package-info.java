@NullMarked
package imprimatur.imaging.bank;

import org.jspecify.annotations.NullMarked;
