@NullMarked
package imprimatur.cli.simulation;

import org.jspecify.annotations.NullMarked;
