package imprimatur.cases;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where cases, their events and the notices are kept. */
public interface CaseStore {
    /**
     * Joins the notice to the open case of its subject or of its kin, or opens one, in one transaction. The same notice
     * again returns the case that it joined before (G2). Beyond {@code Limits.NOTICES_BY_EVENT}, a notice that does not
     * make the case graver or more urgent joins its crowd and changes nothing of the case, so that a flood keeps nobody
     * from working on it; should the case have been closed meanwhile, it is returned closed, and who joined answers the
     * sender.
     */
    Case join(Joining joining);

    /**
     * As {@link #join(Joining)}, of a subject without kin that nobody has weighed.
     *
     * @param due deadline of the case if one is opened; an open case keeps the earlier of both
     */
    default Case join(Notice notice, Subject subject, @Nullable String account, Instant due) {
        return join(Joining.plain(notice, subject, account, due));
    }

    /** The case that a notice about the subject would join now, wherever it was merged into. */
    Optional<Case> openCase(Subject subject);

    Optional<Case> find(String id);

    List<CaseEvent> events(String id);

    Optional<Notice> notice(String id);

    /**
     * The notices that joined the case beyond those that have an event, by id.
     *
     * @throws imprimatur.base.ImprimaturException.BadInput at {@code cursor} if it is none of this crowd
     */
    Page<String> crowd(String id, @Nullable String cursor);

    /**
     * The one case that the notice is in, wherever its first was merged into or it was moved to; empty while it is
     * still on the queue.
     */
    Optional<String> caseOfNotice(String noticeId);

    /** The follow-ups of a notice that {@link #markDone} has named, so that a redelivery does not repeat them. */
    Set<String> done(String noticeId);

    /**
     * Notes that a follow-up of a notice, such as a letter to its sender, was carried out.
     *
     * @throws imprimatur.base.ImprimaturException.NotFound if there is no such notice
     */
    void markDone(String noticeId, String followUp);

    /**
     * Appends an event and returns the case as it stands then.
     *
     * @param expectedVersion the version that the caller saw
     * @throws imprimatur.base.ImprimaturException.Conflict if the case has moved on, or its status does not allow the
     *     event
     * @throws imprimatur.base.ImprimaturException.NotFound if there is no such case
     */
    Case append(String id, int expectedVersion, CaseEvent event);

    /**
     * Appends events to several cases, all or none.
     *
     * @param moved for each notice that goes to another case, which that is
     * @return the cases as they stand then, in the order of the changes
     * @throws imprimatur.base.ImprimaturException.Conflict if one of them has moved on, or its status does not allow an
     *     event
     * @throws imprimatur.base.ImprimaturException.NotFound if there is no such case
     */
    List<Case> append(List<CaseChange> changes, Map<String, String> moved);

    /**
     * Cases about an account, newest first.
     *
     * @throws imprimatur.base.ImprimaturException.BadInput at {@code cursor} if it is none of this account
     */
    Page<Case> ofAccount(String account, @Nullable String cursor);
}
