/** Looks for the forbidden activities (§3) in what accounts do, by the policy's detectors. */
@NullMarked
package imprimatur.usage.detect;

import org.jspecify.annotations.NullMarked;
