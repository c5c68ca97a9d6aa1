/** What the command {@code bank} does, apart from its options. */
@NullMarked
package imprimatur.cli.bank;

import org.jspecify.annotations.NullMarked;
