/** Tests of the template's handling. */
@NullMarked
package imprimatur.cli.aws;

import org.jspecify.annotations.NullMarked;
