package imprimatur.enforcement;

import imprimatur.accounts.Account;
import imprimatur.accounts.AccountStore;
import imprimatur.base.Limits;
import imprimatur.base.Tokens;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.CaseStore;
import imprimatur.cases.Notice;
import imprimatur.enforcement.StatementOfReasons.Detection;
import imprimatur.policy.Policy;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Draws up statements of reasons from what is recorded of an enforcement and its case. */
public final class Statements {
    private final AccountStore accounts;
    private final CaseStore cases;
    private final Policy policy;
    private final Tokens tokens;
    private final String origin;

    /**
     * Statements of one service.
     *
     * @param origin of the link to the appeal, without a slash at the end
     */
    public Statements(AccountStore accounts, CaseStore cases, Policy policy, Tokens tokens, String origin) {
        this.accounts = accounts;
        this.cases = cases;
        this.policy = policy;
        this.tokens = tokens;
        this.origin = origin;
    }

    /**
     * The statement about an enforcement, in the account's language.
     *
     * @param told when the person is, or was, told; the time for an appeal counts from there
     */
    public StatementOfReasons of(Enforcement enforcement, Instant told) {
        return new StatementOfReasons(
                accounts.find(enforcement.account()).map(Account::locale).orElse("en"),
                enforcement,
                policy,
                detection(enforcement),
                appealLink(enforcement.id()),
                told.plus(Limits.APPEAL_WINDOW));
    }

    /** As {@link #of(Enforcement, Instant)}, as it was told, or will be. */
    public StatementOfReasons of(Enforcement enforcement) {
        var told = enforcement.notifiedAt();
        return of(enforcement, told == null ? enforcement.requestedAt() : told);
    }

    /** Where the person hit makes the appeal; whoever holds the link may. */
    private String appealLink(String enforcementId) {
        return origin + "/appeal?enforcement=" + encoded(enforcementId) + "&token="
                + encoded(tokens.sign(EnforcementDesk.APPEAL_LINK, enforcementId));
    }

    /** Near copies on other accounts are found by comparing hashes. */
    private Detection detection(Enforcement enforcement) {
        return enforcement.automated() || enforcement.follows() != null
                ? Detection.AUTOMATED
                : detection(enforcement.caseId());
    }

    private Detection detection(@Nullable String caseId) {
        var reported = false;
        var automated = false;
        for (var event : caseId == null ? List.<CaseEvent>of() : cases.events(caseId)) {
            if (event instanceof CaseEvent.NoticeJoined joined) {
                reported |= joined.channel() == Notice.Channel.FORM || joined.channel() == Notice.Channel.MAIL;
                automated |= joined.channel() == Notice.Channel.SCAN || joined.channel() == Notice.Channel.USAGE;
            }
        }
        if (reported) {
            return automated ? Detection.BOTH : Detection.REPORT;
        }
        return automated ? Detection.AUTOMATED : Detection.STAFF;
    }

    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8);
    }
}
