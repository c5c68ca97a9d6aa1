@NullMarked
package imprimatur.cli.detection;

import org.jspecify.annotations.NullMarked;
