package imprimatur.cases;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where cases, their events and the notices are kept. */
public interface CaseStore {
    /**
     * Joins the notice to the open case of its subject, or opens one, in one transaction. The same notice again returns
     * the case that it joined before (G2). Beyond {@code Limits.NOTICES_BY_EVENT}, a notice that does not make the case
     * more urgent joins its crowd and changes nothing of the case, so that a flood keeps nobody from working on it;
     * should the case have been closed meanwhile, it is returned closed, and who joined answers the sender.
     *
     * @param due deadline of the case if one is opened; an open case keeps the earlier of both
     */
    Case join(Notice notice, Subject subject, @Nullable String account, Instant due);

    Optional<Case> find(String id);

    List<CaseEvent> events(String id);

    Optional<Notice> notice(String id);

    /**
     * The notices that joined the case beyond those that have an event, by id.
     *
     * @throws imprimatur.base.ImprimaturException.BadInput at {@code cursor} if it is none of this crowd
     */
    Page<String> crowd(String id, @Nullable String cursor);

    /** The case that the notice joined; empty while it is still on the queue. */
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
     * Cases of a status, earliest deadline first.
     *
     * @throws imprimatur.base.ImprimaturException.BadInput at {@code cursor} if it is none of this queue
     */
    Page<Case> queue(CaseStatus status, @Nullable String cursor);

    /**
     * Cases about an account, newest first.
     *
     * @throws imprimatur.base.ImprimaturException.BadInput at {@code cursor} if it is none of this account
     */
    Page<Case> ofAccount(String account, @Nullable String cursor);
}
