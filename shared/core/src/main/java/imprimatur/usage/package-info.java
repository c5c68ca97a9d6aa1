/** What an account uses: quotas that hold under any concurrency, and what its behaviour shows. */
@NullMarked
package imprimatur.usage;

import org.jspecify.annotations.NullMarked;
