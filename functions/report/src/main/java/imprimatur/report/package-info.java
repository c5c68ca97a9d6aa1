/** The function {@code report}: takes notices at every door, joins them to cases and answers their senders. */
@NullMarked
package imprimatur.report;

import org.jspecify.annotations.NullMarked;
