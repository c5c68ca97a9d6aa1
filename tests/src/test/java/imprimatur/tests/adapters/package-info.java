/** The adapters of {@code imprimatur.aws} against the emulated services, on tables shaped as the template's. */
@NullMarked
package imprimatur.tests.adapters;

import org.jspecify.annotations.NullMarked;
