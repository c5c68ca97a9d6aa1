package imprimatur.report;

import com.fasterxml.jackson.annotation.JsonProperty;
import imprimatur.aws.Log;
import imprimatur.base.ImprimaturException.Forbidden;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.ImprimaturException.Unauthenticated;
import imprimatur.base.Tokens;
import imprimatur.cases.CaseStatus;
import imprimatur.cases.CaseStore;
import imprimatur.cases.Notice;
import imprimatur.cases.ReporterLetters;
import java.time.Instant;
import java.util.List;
import java.util.Map;
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
    private final Log log;

    ReportStatus(CaseStore cases, Tokens tokens, String mailbox, Log log) {
        this.cases = cases;
        this.tokens = tokens;
        this.mailbox = mailbox;
        this.log = log;
    }

    /**
     * State of a report.
     *
     * @param updatedAt when it came into this state; null while it waits in the queue
     * @param upToDate false where the cases could not be read: the report has arrived, and may be further than that
     * @param parts the reports about the further images that it names
     */
    record View(
            String id,
            State status,
            @Nullable Instant updatedAt,
            boolean upToDate,
            List<String> parts,
            String howToContest) {}

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
     * The state of the report with that id. The token alone proves that the report was taken, so that this answers
     * though nothing behind the queue does.
     *
     * @throws Unauthenticated if there is no token
     * @throws Forbidden if the token is not the report's
     * @throws NotFound if no report has such an id
     */
    View of(String id, Optional<String> token, boolean chinese) {
        require(id, token);
        try {
            return kept(id, chinese);
        } catch (RuntimeException e) {
            log.error("report.status_unknown", Map.of(), e);
            return new View(id, State.RECEIVED, null, false, List.of(), howToContest(id, chinese));
        }
    }

    private View kept(String id, boolean chinese) {
        var notice = cases.notice(id);
        var contest = howToContest(
                id, notice.map(found -> found.locale().startsWith("zh")).orElse(chinese));
        var parts = notice.map(Notice::parts).orElse(List.of());
        return cases.caseOfNotice(id)
                .flatMap(cases::find)
                .map(found -> new View(id, state(found.status()), found.since(), true, parts, contest))
                .orElseGet(() -> new View(id, State.RECEIVED, null, true, parts, contest));
    }

    private String howToContest(String id, boolean chinese) {
        return (chinese ? CONTEST_ZH : CONTEST_EN).formatted(mailbox, id);
    }

    /**
     * Lets only the holder of the report's token on.
     *
     * @throws Unauthenticated if there is no token
     * @throws Forbidden if the token is not the report's
     * @throws NotFound if no report has such an id
     */
    void require(String id, Optional<String> token) {
        if (!ID.matcher(id).matches()) {
            throw new NotFound("there is no such report");
        }
        var given = token.orElseThrow(() -> new Unauthenticated("the token of the report is needed"));
        if (!tokens.verify(ReporterLetters.TOKEN_PURPOSE, id, given)) {
            throw new Forbidden("the token is not that of this report");
        }
    }

    private static State state(CaseStatus status) {
        return switch (status) {
            case OPEN, ENFORCING, FAILED, MERGED -> State.IN_REVIEW;
            case ENFORCED -> State.ACTION_TAKEN;
            case DISMISSED, OVERTURNED -> State.NO_VIOLATION;
        };
    }
}
