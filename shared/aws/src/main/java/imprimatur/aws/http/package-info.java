/** The HTTP front that the API functions share: request, routing, API keys, problem details. */
@NullMarked
package imprimatur.aws.http;

import org.jspecify.annotations.NullMarked;
