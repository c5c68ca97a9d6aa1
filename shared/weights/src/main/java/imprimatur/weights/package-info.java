/** Makes the weights of the image models: runs in the build and ships with nothing. */
@NullMarked
package imprimatur.weights;

import org.jspecify.annotations.NullMarked;
