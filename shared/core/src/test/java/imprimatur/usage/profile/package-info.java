@NullMarked
package imprimatur.usage.profile;

import org.jspecify.annotations.NullMarked;
