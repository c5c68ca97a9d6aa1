/** Tests that need more than one module: architecture, template, sample events, end to end. */
@NullMarked
package imprimatur.tests;

import org.jspecify.annotations.NullMarked;
