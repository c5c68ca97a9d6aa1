/** The function behind the moderators' console, the platform's accounts and keys, and the appeals of users. */
@NullMarked
package imprimatur.admin;

import org.jspecify.annotations.NullMarked;
