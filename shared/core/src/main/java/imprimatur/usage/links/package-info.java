/** What links accounts to each other, with the evidence on each edge; a link alone is never an offence. */
@NullMarked
package imprimatur.usage.links;

import org.jspecify.annotations.NullMarked;
