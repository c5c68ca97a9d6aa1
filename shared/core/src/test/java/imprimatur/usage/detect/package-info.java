@NullMarked
package imprimatur.usage.detect;

import org.jspecify.annotations.NullMarked;
