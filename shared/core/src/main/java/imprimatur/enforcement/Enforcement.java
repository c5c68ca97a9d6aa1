package imprimatur.enforcement;

import imprimatur.base.Limits;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Sanctions that answer one violation, and what of them stands.
 *
 * @param id {@code enf_…}; every sanction is idempotent by it
 * @param version number of writes, from 1; a writer replaces the version that it saw
 * @param caseId the case that it follows from; null where an admin started it by hand, and where no person decided
 * @param follows the enforcement whose content had near copies on this account, of which this is the removal
 * @param imageIds the content at stake, known near-copies included
 * @param requestedBy who decided or asked for it; never approves it
 * @param approvalGroup group whose member must approve; null where none has to
 * @param execution name of the one workflow execution that carries it out; null until that has begun
 * @param preservedAt when its evidence was complete; nothing is applied before (G5)
 * @param notifiedAt when the statement of reasons went out, from which the time for an appeal counts
 * @param applied what each applied sanction changed, in words and numbers, so that it can be undone exactly
 */
public record Enforcement(
        String id,
        int version,
        @Nullable String caseId,
        @Nullable String follows,
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
        @Nullable String execution,
        @Nullable Instant preservedAt,
        @Nullable Instant notifiedAt,
        Map<SanctionKind, Map<String, String>> applied) {
    private static final String AUTOMATIC = "system:";

    public Enforcement {
        imageIds = List.copyOf(imageIds);
        sanctions = List.copyOf(sanctions);
        applied = Map.copyOf(applied);
    }

    /** Under which its evidence is kept and its strike counts: the case, or itself where there is none. */
    public String reference() {
        return caseId == null ? id : caseId;
    }

    /** Whether nothing more than the sanctions stands between it and the person: approved, where that is needed. */
    public boolean approved() {
        return approvalGroup == null || approvedBy != null;
    }

    /** Until when an appeal against it is taken. */
    public Instant appealUntil() {
        return (notifiedAt == null ? requestedAt : notifiedAt).plus(Limits.APPEAL_WINDOW);
    }

    /** Whether every sanction was applied. */
    public boolean complete() {
        return sanctions.stream().allMatch(sanction -> applied.containsKey(sanction.kind()));
    }

    /** Whether no person decided it. */
    public boolean automated() {
        return requestedBy.startsWith(AUTOMATIC);
    }

    /** The sanction of that kind, if it is one of these. */
    public Optional<Sanction> sanction(SanctionKind kind) {
        return sanctions.stream().filter(sanction -> sanction.kind() == kind).findFirst();
    }

    /** Nobody of these decides an appeal against it. */
    public List<String> decidedBy() {
        return approvedBy == null || approvedBy.equals(requestedBy)
                ? List.of(requestedBy)
                : List.of(requestedBy, approvedBy);
    }

    /** The next version, with another status. */
    public Enforcement with(EnforcementStatus to) {
        return next(imageIds, to, approvalGroup, approvedBy, execution, preservedAt, notifiedAt, applied);
    }

    /** The next version: the execution that carries it out, the content at stake, the group that must approve. */
    public Enforcement assessed(String by, List<String> images, @Nullable String group) {
        return next(images, status, group, approvedBy, by, preservedAt, notifiedAt, applied);
    }

    /** The next version, approved. */
    public Enforcement approvedBy(String name) {
        return next(imageIds, status, approvalGroup, name, execution, preservedAt, notifiedAt, applied);
    }

    /** The next version, its evidence complete. */
    public Enforcement preserved(Instant at) {
        return next(imageIds, status, approvalGroup, approvedBy, execution, at, notifiedAt, applied);
    }

    /** The next version, the person told. */
    public Enforcement notified(Instant at) {
        return next(imageIds, status, approvalGroup, approvedBy, execution, preservedAt, at, applied);
    }

    /** The next version, with one more sanction applied. */
    public Enforcement applied(SanctionKind kind, Map<String, String> change) {
        var all = new EnumMap<SanctionKind, Map<String, String>>(SanctionKind.class);
        all.putAll(applied);
        all.put(kind, change);
        return next(imageIds, status, approvalGroup, approvedBy, execution, preservedAt, notifiedAt, all);
    }

    private Enforcement next(
            List<String> images,
            EnforcementStatus to,
            @Nullable String group,
            @Nullable String approver,
            @Nullable String runner,
            @Nullable Instant preserved,
            @Nullable Instant notified,
            Map<SanctionKind, Map<String, String>> changes) {
        return new Enforcement(
                id,
                version + 1,
                caseId,
                follows,
                account,
                section,
                images,
                sanctions,
                reason,
                requestedBy,
                requestedAt,
                to,
                group,
                approver,
                runner,
                preserved,
                notified,
                changes);
    }

    /** A new one, about to run. */
    static Enforcement begin(
            String id,
            @Nullable String caseId,
            String account,
            String section,
            List<String> imageIds,
            List<Sanction> sanctions,
            String reason,
            String requestedBy,
            Instant at) {
        return new Enforcement(
                id,
                1,
                caseId,
                null,
                account,
                section,
                imageIds,
                sanctions,
                reason,
                requestedBy,
                at,
                EnforcementStatus.RUNNING,
                null,
                null,
                null,
                null,
                null,
                Map.of());
    }

    /** One that stands already: the block of an image without a person's decision. */
    static Enforcement automatic(
            String id, String account, String section, String image, String reason, String by, Instant at) {
        return removal(id, null, account, section, List.of(image), reason, by, at, null);
    }

    /** One that stands already: that removal of the near copies on another account which was part of this. */
    Enforcement following(String followerId, String other, List<String> images, Instant at) {
        return removal(followerId, id, other, section, images, reason, requestedBy, at, approvedBy);
    }

    private static Enforcement removal(
            String id,
            @Nullable String follows,
            String account,
            String section,
            List<String> images,
            String reason,
            String requestedBy,
            Instant at,
            @Nullable String approvedBy) {
        return new Enforcement(
                id,
                1,
                null,
                follows,
                account,
                section,
                images,
                List.of(new Sanction(SanctionKind.REMOVE_CONTENT, null)),
                reason,
                requestedBy,
                at,
                EnforcementStatus.APPLIED,
                null,
                approvedBy,
                null,
                null,
                null,
                Map.of(SanctionKind.REMOVE_CONTENT, Sanctions.removal(images, List.of())));
    }
}
