package imprimatur.check;

import imprimatur.check.CheckResult.Checked;
import imprimatur.check.CheckResult.OverLimit;
import imprimatur.check.CheckResult.Suspended;
import imprimatur.usage.Quota;
import java.util.List;

/** How a moderation ended. */
sealed interface ModerationResult permits ModerationResult.Moderated, OverLimit, Suspended {
    /** The policy said its word on each text, in the order of the texts. */
    record Moderated(String id, List<Checked> checks, Quota quota) implements ModerationResult {
        public Moderated {
            checks = List.copyOf(checks);
        }
    }
}
