package imprimatur.cases;

import imprimatur.base.Ids;
import imprimatur.base.Limits;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a notice does to the cases of its subject: the events that a store appends in one transaction, and the case as
 * it then stands.
 *
 * @param joined the case with the events applied
 * @param events the new events; the last has sequence number {@code joined.version()}
 */
public record CaseJoin(Case joined, List<CaseEvent> events) {
    /** Whom events name that no person caused. */
    public static final String BY_INTAKE = "system:intake";

    public CaseJoin {
        events = List.copyOf(events);
    }

    /** Whether the notice changes nothing of an open case that many have joined: it is one more of its crowd. */
    public static boolean isCrowd(Case current, Notice notice, Instant due) {
        return !current.status().closed()
                && current.noticeCount() >= Limits.NOTICES_BY_EVENT
                && !current.noticeIds().contains(notice.id())
                && !due.isBefore(current.due())
                && switch (notice.channel()) {
                    case FORM, MAIL -> notice.section() == null || current.section() != null;
                    case CONSOLE, SCAN, USAGE -> false;
                };
    }

    /** Joins the subject's case where that is still open, and opens one where there is none. */
    public static CaseJoin of(
            @Nullable Case current, Notice notice, Subject subject, @Nullable String account, Instant due) {
        var join = new CaseEvent.NoticeJoined(
                notice.receivedAt(), BY_INTAKE, notice.id(), notice.channel(), notice.section(), due);
        if (current != null && !current.status().closed()) {
            return new CaseJoin(CaseFold.apply(current, join), List.of(join));
        }
        var opened = new CaseEvent.Opened(notice.receivedAt(), BY_INTAKE, subject, account, notice.section(), due);
        var fresh = CaseFold.open(Ids.next("case", notice.receivedAt()), opened);
        return new CaseJoin(CaseFold.apply(fresh, join), List.of(opened, join));
    }
}
