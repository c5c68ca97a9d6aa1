/** The local stack: the emulator, the functions' processes, the one origin, and what keeps track of them. */
@NullMarked
package imprimatur.cli.local;

import org.jspecify.annotations.NullMarked;
