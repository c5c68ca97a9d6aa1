package imprimatur.usage.detect;

import imprimatur.usage.profile.Profile;
import java.util.function.Function;

/** Where profiles are kept. */
public interface ProfileStore {
    /**
     * Changes a profile, or a new one where there is none, so that no change of another writer is lost: the change may
     * be carried out several times, each time on a newer profile.
     *
     * @param subject {@code ACCOUNT#{id}} or {@code KEY#{account}#{keyed hash}}
     * @return what the change that was kept gave
     * @throws imprimatur.base.ImprimaturException.Unavailable if others were faster too often
     */
    <T> T update(String subject, Function<Profile, T> change);
}
