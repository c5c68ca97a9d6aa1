package imprimatur.cli.detection;

import imprimatur.policy.Plan;
import imprimatur.policy.Policy;
import imprimatur.usage.detect.Accounts;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the lines so far have told of accounts: their plans, and who is suspended. */
public final class AccountBook implements Accounts {
    private final Policy policy;
    private final Map<String, Plan> plans = new HashMap<>();
    private final Set<String> suspended = new HashSet<>();

    public AccountBook(Policy policy) {
        this.policy = policy;
    }

    /** Takes a line in; true if it tells of the account's standing, and of nothing that it did. */
    boolean take(Map<String, Object> fields) {
        if (!(fields.get("account") instanceof String account)) {
            return false;
        }
        if (fields.get("plan") instanceof String plan && policy.plans().contains(plan)) {
            plans.put(account, policy.plan(plan));
        }
        return switch (String.valueOf(fields.get("type"))) {
            case "suspension" -> {
                suspended.add(account);
                yield true;
            }
            case "reinstatement" -> {
                suspended.remove(account);
                yield true;
            }
            default -> false;
        };
    }

    @Override
    public boolean suspended(String account) {
        return suspended.contains(account);
    }

    @Override
    public Optional<Plan> plan(String account) {
        return Optional.ofNullable(plans.get(account));
    }
}
