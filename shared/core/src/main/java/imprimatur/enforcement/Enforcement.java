package imprimatur.enforcement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Sanctions that answer one violation, and what of them stands.
 *
 * @param id {@code enf_…}; every sanction is idempotent by it
 * @param caseId the case that it follows from; null where an admin started it by hand
 * @param imageIds the content at stake, known near-copies included
 * @param requestedBy who decided or asked for it; never approves it
 * @param approvalGroup group whose member must approve; null where none has to
 * @param applied what each applied sanction changed, in words and numbers, so that it can be undone exactly
 */
public record Enforcement(
        String id,
        @Nullable String caseId,
        String account,
        String section,
        List<String> imageIds,
        List<Sanction> sanctions,
        String reason,
        String requestedBy,
        Instant requestedAt,
        EnforcementStatus status,
        @Nullable String approvalGroup,
        @Nullable String approvedBy,
        Map<SanctionKind, Map<String, String>> applied) {
    public Enforcement {
        imageIds = List.copyOf(imageIds);
        sanctions = List.copyOf(sanctions);
        applied = Map.copyOf(applied);
    }
}
