/** Notices and the cases that they join; a case's status is the fold of its events. */
@NullMarked
package imprimatur.cases;

import org.jspecify.annotations.NullMarked;
