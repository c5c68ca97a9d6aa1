package imprimatur.usage.function;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.cases.Case;
import imprimatur.policy.Policy;
import imprimatur.usage.pool.Pools;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * People's decisions that an account did not evade limits, as our domain events tell them: then it shares none any
 * more. The same event again changes nothing.
 */
final class PoolReleases {
    private static final String EVASION = "rate_evasion";

    private final Function<String, Optional<Case>> cases;
    private final Policy policy;
    private final Pools pools;

    /** @param cases finds a case by its id */
    PoolReleases(Function<String, Optional<Case>> cases, Policy policy, Pools pools) {
        this.cases = cases;
        this.policy = policy;
        this.pools = pools;
    }

    /** Whether that is an event of ours. */
    static boolean is(Map<String, Object> event) {
        return "imprimatur".equals(event.get("source"));
    }

    /**
     * Follows the dismissal of a case, or an appeal that was granted; of another section neither has an effect.
     *
     * @throws BadInput if it is neither
     */
    void follow(Map<String, Object> event) {
        var type = String.valueOf(event.get("detail-type"));
        var detail = event.get("detail") instanceof Map<?, ?> map ? map : Map.of();
        switch (type + " " + detail.get("outcome")) {
            case "case.closed dismissed" -> dismissed(text(detail, "case"));
            case "appeal.decided overturned" -> {
                if (isEvasion(text(detail, "section"))) {
                    pools.release(
                            text(detail, "account"), "appeal", "the appeal was granted: " + text(detail, "appeal"));
                }
            }
            default -> throw new BadInput("detail-type", "is no event that is followed here");
        }
    }

    private void dismissed(String id) {
        cases.apply(id).ifPresent(found -> {
            var account = found.account();
            var by = found.decidedBy();
            if (account != null && by != null && isEvasion(found.section())) {
                pools.release(account, by, "the case was dismissed: " + id);
            }
        });
    }

    private boolean isEvasion(@Nullable String code) {
        return policy.sections().stream()
                .anyMatch(section ->
                        section.code().equals(code) && section.category().equals(EVASION));
    }

    private static String text(Map<?, ?> detail, String field) {
        if (detail.get(field) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new BadInput("detail." + field, "is missing");
    }
}
