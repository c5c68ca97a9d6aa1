@NullMarked
package imprimatur.screening.model;

import org.jspecify.annotations.NullMarked;
