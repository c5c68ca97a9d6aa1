package imprimatur.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import imprimatur.base.ImprimaturException.Forbidden;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.ImprimaturException.Unauthenticated;
import imprimatur.base.Tokens;
import imprimatur.cases.CaseStatus;
import imprimatur.cases.CaseStore;
import imprimatur.cases.Notice;
import imprimatur.cases.ReporterLetters;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What the holder of a report's token may know of it: where it stands, and nothing of others. */
final class ReportStatus {
    private static final Pattern ID = Pattern.compile("ntc_[0-9a-z]{26}");

    private static final String CONTEST_EN = "Write to %s and name the report %s; another person will look at it.";
    private static final String CONTEST_ZH = "请致信 %s 并注明举报编号 %s，将由另一位审核人员重新审查。";

    private final CaseStore cases;
    private final Tokens tokens;
    private final String mailbox;

    ReportStatus(CaseStore cases, Tokens tokens, String mailbox) {
        this.cases = cases;
        this.tokens = tokens;
        this.mailbox = mailbox;
    }

    /**
     * State of a report.
     *
     * @param updatedAt when it came into this state; null while it waits in the queue
     */
    record View(String id, State status, @Nullable Instant updatedAt, String howToContest) {}

    /** How far a report has come. */
    enum State {
        @JsonProperty("received")
        RECEIVED,
        @JsonProperty("in_review")
        IN_REVIEW,
        @JsonProperty("action_taken")
        ACTION_TAKEN,
        @JsonProperty("no_violation")
        NO_VIOLATION
    }

    /**
     * The state of the report with that id.
     *
     * @throws Unauthenticated if there is no token
     * @throws Forbidden if the token is not the report's
     * @throws NotFound if no report has such an id
     */
    View of(String id, Optional<String> token) {
        if (!ID.matcher(id).matches()) {
            throw new NotFound("there is no such report");
        }
        var given = token.orElseThrow(() -> new Unauthenticated("the token of the report is needed"));
        if (!tokens.verify(ReporterLetters.TOKEN_PURPOSE, id, given)) {
            throw new Forbidden("the token is not that of this report");
        }
        var locale = cases.notice(id).map(Notice::locale).orElse("en");
        var contest = (locale.startsWith("zh") ? CONTEST_ZH : CONTEST_EN).formatted(mailbox, id);
        return cases.caseOfNotice(id)
                .flatMap(cases::find)
                .map(found -> new View(id, state(found.status()), found.since(), contest))
                .orElseGet(() -> new View(id, State.RECEIVED, null, contest));
    }

    private static State state(CaseStatus status) {
        return switch (status) {
            case OPEN, ENFORCING, FAILED, MERGED -> State.IN_REVIEW;
            case ENFORCED -> State.ACTION_TAKEN;
            case DISMISSED, OVERTURNED -> State.NO_VIOLATION;
        };
    }
}
