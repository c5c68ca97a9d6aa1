/** Makes the weights of the screening models from the corpus, and measures what they are worth. */
@NullMarked
package imprimatur.cli.training;

import org.jspecify.annotations.NullMarked;
