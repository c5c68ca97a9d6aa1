/** Tests of the function admin, on fakes; every answer is held against docs/openapi.yaml. */
@NullMarked
package imprimatur.admin;

import org.jspecify.annotations.NullMarked;
