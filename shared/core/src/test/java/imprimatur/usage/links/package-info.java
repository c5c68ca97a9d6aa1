@NullMarked
package imprimatur.usage.links;

import org.jspecify.annotations.NullMarked;
