/** Screens prompts without a running stack. */
@NullMarked
package imprimatur.cli.screening;

import org.jspecify.annotations.NullMarked;
