package imprimatur.enforcement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A complaint against an enforcement by the person hit (DSA Art. 20): free, for six months, decided by somebody else.
 *
 * @param id {@code apl_…}, one an enforcement
 * @param version number of writes, from 1
 * @param statement what the person says
 * @param firstDecidedBy who decided or approved the enforcement; neither may decide this
 * @param due when a decision is overdue, and its keepers are reminded
 * @param notifiedAt when the person was told of the decision
 */
public record Appeal(
        String id,
        int version,
        String enforcementId,
        @Nullable String caseId,
        String account,
        String section,
        String statement,
        List<String> firstDecidedBy,
        Instant openedAt,
        Instant due,
        State state,
        @Nullable String decidedBy,
        @Nullable String decisionReason,
        @Nullable Instant notifiedAt) {
    public Appeal {
        firstDecidedBy = List.copyOf(firstDecidedBy);
    }

    /** The next version, decided. */
    public Appeal decided(State to, String by, String why) {
        return next(due, to, by, why, notifiedAt);
    }

    /** The next version, with a later deadline. */
    public Appeal due(Instant at) {
        return next(at, state, decidedBy, decisionReason, notifiedAt);
    }

    /** The next version, the person told of the decision. */
    public Appeal notified(Instant at) {
        return next(due, state, decidedBy, decisionReason, at);
    }

    private Appeal next(
            Instant deadline, State to, @Nullable String by, @Nullable String why, @Nullable Instant notified) {
        return new Appeal(
                id,
                version + 1,
                enforcementId,
                caseId,
                account,
                section,
                statement,
                firstDecidedBy,
                openedAt,
                deadline,
                to,
                by,
                why,
                notified);
    }

    /** Where an appeal stands. */
    public enum State {
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("upheld")
        UPHELD,
        @JsonProperty("overturned")
        OVERTURNED
    }
}
