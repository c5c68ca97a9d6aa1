package imprimatur.imaging;

import java.util.List;
import java.util.Optional;

/** Where image records are kept. */
public interface ImageStore {
    Optional<ImageRecord> find(String id);

    /**
     * Keeps a record unless one of the same key with a larger sequencer, or one that an enforcement removed, is there.
     *
     * @return whether it was kept
     */
    boolean put(ImageRecord image);

    /** Images with these bytes, on every account. */
    List<ImageRecord> bySha256(String sha256);

    /** Newest images of an account, at most {@code limit}. */
    List<ImageRecord> ofAccount(String account, int limit);

    /**
     * Claims an image for removal: from then on no scan changes its record. Claiming again by the same enforcement
     * changes nothing.
     *
     * @return the record as it stands then; empty where there is none, or where it is out of viewers' reach by another
     *     decision
     */
    Optional<ImageRecord> remove(String id, String enforcementId);

    /**
     * Gives a removed image the state back that it had, with its version translated; a blocked one becomes allowed.
     * Does nothing where it is not out of reach by that enforcement.
     */
    void restore(String id, Restoration restoration);

    /**
     * Allows an image that this decision holds for review; one that it allowed before stays so.
     *
     * @return the record if it is allowed now; empty where another decision holds
     */
    Optional<ImageRecord> release(String id, String decisionId);

    /** The last restoration of an image since its last upload. */
    Optional<Restoration> restoration(String id);
}
