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
}
