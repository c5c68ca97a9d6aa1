@NullMarked
package imprimatur.cli.screening;

import org.jspecify.annotations.NullMarked;
