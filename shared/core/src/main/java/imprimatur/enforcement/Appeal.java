package imprimatur.enforcement;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A complaint against an enforcement by the person hit (DSA Art. 20): free, for six months, decided by somebody else.
 *
 * @param id {@code apl_…}
 * @param statement what the person says
 * @param firstDecidedBy who decided or approved the enforcement; neither may decide this
 */
public record Appeal(
        String id,
        String enforcementId,
        @Nullable String caseId,
        String account,
        String section,
        String statement,
        List<String> firstDecidedBy,
        Instant openedAt,
        State state,
        @Nullable String decidedBy,
        @Nullable String decisionReason) {
    public Appeal {
        firstDecidedBy = List.copyOf(firstDecidedBy);
    }

    public enum State {
        @JsonProperty("pending")
        PENDING,
        @JsonProperty("upheld")
        UPHELD,
        @JsonProperty("overturned")
        OVERTURNED
    }
}
