/** The command {@code imprimatur}: its subcommands, one class each. */
@NullMarked
package imprimatur.cli;

import org.jspecify.annotations.NullMarked;
