package imprimatur.usage;

import java.time.Instant;
import java.util.List;

/**
 * Refused prompts of the last {@link imprimatur.base.Limits#PROBING_WINDOW}, by whom they are of: an account, and what
 * links accounts. At most {@link imprimatur.base.Limits#ATTEMPTS_KEPT} of each are kept, the newest.
 */
public interface AttemptStore {
    /** What is kept of all these subjects, since then, each attempt once. */
    List<Attempt> recent(List<String> subjects, Instant since);

    /** Keeps an attempt with each subject. */
    void add(List<String> subjects, Attempt attempt);
}
