package imprimatur.imaging;

import imprimatur.base.Limits;
import java.util.List;

/**
 * What {@link PdqHasher} says of a picture.
 *
 * @param turns the hash of the picture as it is, then those of its seven mirrored and rotated forms
 * @param quality 0–100, how much structure there is; flat pictures collide
 */
public record PdqHash(List<Pdq> turns, int quality) {
    public PdqHash {
        turns = List.copyOf(turns);
    }

    /** The hash of the picture as it is. */
    public Pdq upright() {
        return turns.getFirst();
    }

    /** Whether the hash may be used for matching. */
    public boolean usable() {
        return quality >= Limits.PDQ_QUALITY;
    }
}
