package imprimatur.usage.detect;

import imprimatur.policy.Plan;
import java.util.Optional;

/** What is known of accounts besides how they behave. */
public interface Accounts {
    boolean suspended(String account);

    /** The plan of an account; empty where it is not known, and then nothing is held for or against it. */
    default Optional<Plan> plan(String account) {
        return Optional.empty();
    }
}
