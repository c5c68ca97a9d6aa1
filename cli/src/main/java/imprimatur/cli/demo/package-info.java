/** The command {@code demo}: the whole product as a story, told against a running stack. */
@NullMarked
package imprimatur.cli.demo;

import org.jspecify.annotations.NullMarked;
