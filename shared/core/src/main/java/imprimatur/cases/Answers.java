package imprimatur.cases;

import org.jspecify.annotations.Nullable;

/** Letters that are too many for the act that causes them, and are written by and by from the queue of notices. */
public interface Answers {
    /**
     * Has the senders of a case's crowd answered, from the page at the cursor on; see {@link ReporterLetters#crowd}.
     *
     * @param cursor null for the first page
     * @throws imprimatur.base.ImprimaturException.Unavailable if this could not be taken on
     */
    void later(String caseId, @Nullable String cursor);
}
