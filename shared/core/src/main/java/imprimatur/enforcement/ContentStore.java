package imprimatur.enforcement;

import java.util.List;

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
     * Undoes {@link #remove} exactly: the same versions, tags and verdict, and the hashes out of the bank; does nothing
     * where another enforcement removed it.
     *
     * @return false if this enforcement had not removed it
     */
    boolean restore(String imageId, String enforcementId);

    /** Ids of known near-copies of the image, on every account, itself excluded. */
    List<String> nearCopies(String imageId);
}
