package imprimatur.enforcement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question to a second person (G6).
 *
 * @param id {@code apr_…}, one an enforcement
 * @param version number of writes, from 1
 * @param group whose member may answer; escalates to {@code admin} when it is overdue
 * @param proposer who may not answer
 */
public record Approval(
        String id,
        int version,
        String enforcementId,
        @Nullable String caseId,
        String account,
        String section,
        List<Sanction> sanctions,
        String reason,
        String group,
        String proposer,
        Instant requestedAt,
        Instant due,
        State state,
        @Nullable String decidedBy,
        @Nullable String decisionReason) {
    public Approval {
        sanctions = List.copyOf(sanctions);
    }

    /** The next version, answered. */
    public Approval answered(State to, String by, String why) {
        return next(group, due, to, by, why);
    }

    /** The next version, put to another group with a new deadline. */
    public Approval escalated(String to, Instant deadline) {
        return next(to, deadline, state, decidedBy, decisionReason);
    }

    private Approval next(String to, Instant deadline, State answer, @Nullable String by, @Nullable String why) {
        return new Approval(
                id,
                version + 1,
                enforcementId,
                caseId,
                account,
                section,
                sanctions,
                reason,
                to,
                proposer,
                requestedAt,
                deadline,
                answer,
                by,
                why);
    }

    /** Where a question stands. */
    public enum State {
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("approved")
        APPROVED,
        @JsonProperty("rejected")
        REJECTED
    }
}
