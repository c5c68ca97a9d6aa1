package imprimatur.enforcement;

import imprimatur.cases.Page;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where enforcements, approvals and appeals are kept. Reads of one are strongly consistent; a write names, by the
 * version in the record, what it replaces.
 */
public interface EnforcementStore {
    /** Keeps a new one (version 1); false if one with that id is there. */
    boolean create(Enforcement enforcement);

    Optional<Enforcement> find(String id);

    /** Writes the version after the stored one; false if the stored one has moved on. */
    boolean replace(Enforcement next);

    /** Takes a new one off the lists that was never decided, since another decision on the case was faster. */
    void discard(String id);

    /** Those of a status, oldest first. */
    Page<Enforcement> list(EnforcementStatus status, @Nullable String cursor);

    /** Keeps a new question (version 1); false if one with that id is there. */
    boolean create(Approval approval);

    Optional<Approval> approval(String id);

    /** As {@link #replace(Enforcement)}. */
    boolean replace(Approval next);

    /** Open questions, earliest deadline first. */
    Page<Approval> pendingApprovals(@Nullable String cursor);

    /** Keeps a new appeal (version 1); false if one with that id is there. */
    boolean create(Appeal appeal);

    Optional<Appeal> appeal(String id);

    /** As {@link #replace(Enforcement)}. */
    boolean replace(Appeal next);

    /** Open appeals, earliest deadline first. */
    Page<Appeal> pendingAppeals(@Nullable String cursor);

    /** Keeps the token by which a workflow waits for an answer to that approval or appeal; a newer one replaces it. */
    void await(String questionId, String taskToken);

    /** The token kept by {@link #await}. It is a credential: never in an answer, never in a log. */
    Optional<String> awaiting(String questionId);
}
