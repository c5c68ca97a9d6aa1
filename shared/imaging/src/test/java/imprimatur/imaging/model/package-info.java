/** Tests of the models that look at pictures. */
@NullMarked
package imprimatur.imaging.model;

import org.jspecify.annotations.NullMarked;
