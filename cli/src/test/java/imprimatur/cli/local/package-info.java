/** Tests of the local stack's parts. */
@NullMarked
package imprimatur.cli.local;

import org.jspecify.annotations.NullMarked;
