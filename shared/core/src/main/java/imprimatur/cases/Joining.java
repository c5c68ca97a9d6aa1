package imprimatur.cases;

import java.time.Instant;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A notice on its way into a case.
 *
 * @param subject what it is about
 * @param kin what else the same case would be about, such as near copies of an image, the nearest first; asked for only
 *     where the subject itself has no open case
 * @param account whose content or behaviour it is about, where known
 * @param section the section at stake as the case is to show it; null where unknown
 * @param gravity null where nobody has weighed it
 * @param due deadline of the case if one is opened; an open case keeps the earlier of both
 */
public record Joining(
        Notice notice,
        Subject subject,
        Supplier<List<Subject>> kin,
        @Nullable String account,
        @Nullable String section,
        @Nullable Gravity gravity,
        Instant due) {

    /** A notice of a subject without kin, as its sender named it. */
    public static Joining plain(Notice notice, Subject subject, @Nullable String account, Instant due) {
        return new Joining(notice, subject, List::of, account, notice.section(), null, due);
    }
}
