package imprimatur.check;

import imprimatur.accounts.Suspension;
import imprimatur.policy.Decision;
import imprimatur.policy.Signal;
import imprimatur.usage.Quota;
import imprimatur.usage.QuotaVerdict;
import java.util.List;

/** How a check ended. */
sealed interface CheckResult {
    /** The policy said its word. */
    record Decided(Checked checked, Quota quota, String locale) implements CheckResult {}

    /** A limit of the plan is reached; nothing was counted or decided. */
    record OverLimit(QuotaVerdict verdict, Quota quota) implements CheckResult, ModerationResult {}

    /** The account may not use the service. */
    record Suspended(Suspension suspension) implements CheckResult, ModerationResult {}

    /** What is kept for a repeated request: the same answer, whoever asks again. */
    record Checked(String id, Decision decision, List<Signal> signals, QuotaVerdict usage) {
        public Checked {
            signals = List.copyOf(signals);
        }
    }
}
