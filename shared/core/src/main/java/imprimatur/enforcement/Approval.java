package imprimatur.enforcement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A question to a second person (G6).
 *
 * @param id {@code apr_…}
 * @param group whose member may answer; escalates to {@code admin} when it is overdue
 * @param proposer who may not answer
 */
public record Approval(
        String id,
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

    public enum State {
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("approved")
        APPROVED,
        @JsonProperty("rejected")
        REJECTED
    }
}
