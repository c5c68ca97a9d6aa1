@NullMarked
package imprimatur.cli.training;

import org.jspecify.annotations.NullMarked;
