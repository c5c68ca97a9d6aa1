/** A function of the tests' own: it runs in processes of its own, with no library beside the runtime's. */
@NullMarked
package imprimatur.cli.probe;

import org.jspecify.annotations.NullMarked;
