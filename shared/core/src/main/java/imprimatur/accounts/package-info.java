/** Who uses the service: accounts with their standing, strikes and suspensions, and API keys. */
@NullMarked
package imprimatur.accounts;

import org.jspecify.annotations.NullMarked;
