package imprimatur.enforcement;

import java.util.List;
import java.util.Optional;

/**
 * The content that an enforcement acts on. Every method may be called again with the same arguments and then changes
 * nothing more.
 */
public interface ContentStore {
    /**
     * Copies every version of the image into the evidence bucket under the case, locks the copies and verifies their
     * digests (G5). Works alike for content that is already in quarantine.
     *
     * @param reference case or enforcement under which the evidence is kept
     * @return one an image version, never empty
     * @throws imprimatur.base.ImprimaturException.NotFound if nothing is left of the image
     */
    List<EvidenceCopy> preserve(String imageId, String reference);

    /**
     * Takes every version of the image out of viewers' reach, into quarantine, and puts its hashes into the local bank,
     * as done by this enforcement.
     *
     * @return false if it was out of reach before, by another decision, which then stands
     */
    boolean remove(String imageId, String enforcementId, String section);

    /**
     * Undoes {@link #remove} exactly: the same versions, tags and verdict, and the hashes out of the bank. What the
     * scan had blocked as this enforcement comes back allowed, and its own bytes count as a false alarm from then on.
     * Does nothing where another enforcement removed it.
     *
     * @return false if this enforcement had not removed it
     */
    boolean restore(String imageId, String enforcementId);

    /** What is known of the image; empty where nothing is. */
    Optional<Content> find(String imageId);

    /**
     * Lets viewers have an image that this decision holds for review; does nothing where another one does.
     *
     * @return whether viewers can have it now by that decision
     */
    boolean release(String imageId, String decisionId);

    /** Ids of known near-copies of the image, on every account, itself excluded. */
    List<String> nearCopies(String imageId);
}
