/** The function {@code enforce}: the tasks of both workflows, and executions that failed. */
@NullMarked
package imprimatur.enforce;

import org.jspecify.annotations.NullMarked;
