/** A second look at images by a service outside, where the policy would have a person look. */
@NullMarked
package imprimatur.imaging.second;

import org.jspecify.annotations.NullMarked;
