/** Sanctions and their undoing: the ladder, approvals, the credit ledger, appeals, statements of reasons. */
@NullMarked
package imprimatur.enforcement;

import org.jspecify.annotations.NullMarked;
