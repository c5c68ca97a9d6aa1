/** Made-up accounts, honest and abusive, whose events try the detectors of section 3; and the score of the findings. */
@NullMarked
package imprimatur.cli.simulation;

import org.jspecify.annotations.NullMarked;
