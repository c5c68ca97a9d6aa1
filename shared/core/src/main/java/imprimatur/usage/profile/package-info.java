/** What an account does, kept in bounded space and without anything that a person could be read from. */
@NullMarked
package imprimatur.usage.profile;

import org.jspecify.annotations.NullMarked;
