/** Enforcement against fakes of its ports; {@link imprimatur.enforcement.World} holds them all. */
@NullMarked
package imprimatur.enforcement;

import org.jspecify.annotations.NullMarked;
