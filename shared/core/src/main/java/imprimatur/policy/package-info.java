/** The policy as code sees it: signals and facts in, a decision out. Pure; no I/O. */
@NullMarked
package imprimatur.policy;

import org.jspecify.annotations.NullMarked;
