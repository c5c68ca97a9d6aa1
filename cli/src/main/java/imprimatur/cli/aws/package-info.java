/** What the local stack does by AWS's public APIs: deploy the template, complete it, seed it, read from it. */
@NullMarked
package imprimatur.cli.aws;

import org.jspecify.annotations.NullMarked;
