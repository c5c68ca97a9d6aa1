@NullMarked
package imprimatur.usage.pool;

import org.jspecify.annotations.NullMarked;
