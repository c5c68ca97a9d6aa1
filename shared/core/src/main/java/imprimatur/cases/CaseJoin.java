package imprimatur.cases;

import imprimatur.base.Ids;
import imprimatur.base.Limits;
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
    public static boolean isCrowd(Case current, Joining joining) {
        var notice = joining.notice();
        return !current.status().closed()
                && current.noticeCount() >= Limits.NOTICES_BY_EVENT
                && !current.noticeIds().contains(notice.id())
                && !joining.due().isBefore(current.due())
                && addsNothing(current, joining)
                && switch (notice.channel()) {
                    case FORM, MAIL -> joining.section() == null || current.section() != null;
                    case CONSOLE, SCAN, USAGE -> false;
                };
    }

    private static boolean addsNothing(Case current, Joining joining) {
        var gravity = joining.gravity();
        if (gravity == null) {
            return true;
        }
        var graver = joining.section() != null
                && (current.severity() == null || gravity.severity().compareTo(current.severity()) > 0);
        return !graver && gravity.priority() <= current.priority();
    }

    /** Joins the subject's case where that is still open, and opens one where there is none. */
    public static CaseJoin of(@Nullable Case current, Joining joining) {
        var notice = joining.notice();
        if (current != null && !current.status().closed()) {
            var about = joining.subject().equals(current.subject()) ? null : joining.subject();
            var join = event(joining, about);
            return new CaseJoin(CaseFold.apply(current, join), List.of(join));
        }
        var opened = new CaseEvent.Opened(
                notice.receivedAt(), BY_INTAKE, joining.subject(), joining.account(), joining.section(), joining.due());
        var join = event(joining, null);
        var fresh = CaseFold.open(Ids.next("case", notice.receivedAt()), opened);
        return new CaseJoin(CaseFold.apply(fresh, join), List.of(opened, join));
    }

    private static CaseEvent.NoticeJoined event(Joining joining, @Nullable Subject about) {
        var notice = joining.notice();
        return new CaseEvent.NoticeJoined(
                notice.receivedAt(),
                BY_INTAKE,
                notice.id(),
                notice.channel(),
                joining.section(),
                joining.due(),
                joining.gravity(),
                about);
    }
}
