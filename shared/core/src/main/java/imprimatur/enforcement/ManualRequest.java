package imprimatur.enforcement;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonProperty;
import imprimatur.base.ImprimaturException.BadInput;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An enforcement asked for by hand, without a case: the workflow's other input.
 *
 * @param section the section of the policy that was violated
 * @param days how long a suspension lasts; null for good, which then needs approval
 * @param requestedBy who asks; never approves it
 */
public record ManualRequest(
        String account,
        String section,
        List<SanctionKind> sanctions,
        @Nullable Integer days,
        String reason,
        @JsonProperty("requestedBy") String requestedBy) {
    /** @throws BadInput naming the field that is missing or wrong */
    public ManualRequest {
        Checks.id("account", account);
        Checks.id("section", section);
        sanctions = List.copyOf(requireNonNullElse(sanctions, List.of()));
        if (days != null && !sanctions.contains(SanctionKind.SUSPEND)) {
            throw new BadInput("days", "belong to a suspension");
        }
        Checks.text("reason", reason);
        Checks.id("requestedBy", requestedBy);
        Checks.sanctions(proposed(sanctions, days), false);
    }

    /** The sanctions with their durations. */
    public List<Sanction> proposed() {
        return proposed(sanctions, days);
    }

    private static List<Sanction> proposed(List<SanctionKind> kinds, @Nullable Integer days) {
        return kinds.stream()
                .map(kind -> Checks.sanction(kind, kind == SanctionKind.SUSPEND ? days : null))
                .toList();
    }
}
