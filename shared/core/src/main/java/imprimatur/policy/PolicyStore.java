package imprimatur.policy;

import java.util.List;
import java.util.Optional;

/** Draft, editions and history of the policy. Only one function writes them. */
public interface PolicyStore extends PolicySource {
    /** The draft; {@link PolicyDraft#NONE} before the first. */
    PolicyDraft draft();

    /**
     * Saves the draft in place of the one before it.
     *
     * @return false if the stored draft's version is not one less; then nothing changes
     */
    boolean save(PolicyDraft draft);

    /**
     * Keeps an edition; one with the same version that is there already stays as it is.
     *
     * @return the edition that is kept under that version
     */
    PolicyEdition keep(PolicyEdition edition);

    /**
     * Puts an edition in force and empties the draft, all or nothing. One that was published before, with the same
     * text, comes back as it was.
     *
     * @param draft version of the draft that it was
     * @return what was noted; empty if the draft has changed or another publication came between, then nothing changes
     */
    Optional<Publication> publish(PolicyEdition edition, long draft);

    /**
     * Publications, newest first.
     *
     * @param before only those with a smaller number
     */
    List<Publication> history(long before, int limit);
}
