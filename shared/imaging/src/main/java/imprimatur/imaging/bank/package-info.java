/** Files by which hash banks are exchanged. */
@NullMarked
package imprimatur.imaging.bank;

import org.jspecify.annotations.NullMarked;
