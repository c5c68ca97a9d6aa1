/** Learned detectors of categories: hashed n-grams, sentence encoders with heads, stacked and calibrated. */
@NullMarked
package imprimatur.screening.model;

import org.jspecify.annotations.NullMarked;
