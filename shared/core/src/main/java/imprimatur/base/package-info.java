/** The ground floor: ids, JSON, limits and errors. Every room stands on it; it knows nothing of moderation. */
@NullMarked
package imprimatur.base;

import org.jspecify.annotations.NullMarked;
