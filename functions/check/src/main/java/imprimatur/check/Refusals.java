package imprimatur.check;

import imprimatur.aws.http.Problem;
import imprimatur.check.CheckResult.OverLimit;
import imprimatur.check.CheckResult.Suspended;

/** Why nothing was decided, as a problem, whichever door says it. */
final class Refusals {
    private Refusals() {}

    static Problem overLimit(OverLimit over) {
        var verdict = over.verdict();
        return Problem.of(
                429, "Over limit", "the plan's limit of " + verdict.limit() + " is reached: " + verdict.window());
    }

    static Problem suspended(Suspended suspended, String publicOrigin) {
        var suspension = suspended.suspension();
        var until = suspension.until() == null ? "for good" : "until " + suspension.until();
        return Problem.of(
                403,
                "Account suspended",
                "the account is suspended under section " + suspension.section() + " " + until
                        + "; statement of reasons: " + publicOrigin + "/v1/statements/" + suspension.enforcementId());
    }
}
