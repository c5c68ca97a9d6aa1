package imprimatur.enforcement;

import static java.util.Objects.requireNonNullElse;

import imprimatur.accounts.Account;
import imprimatur.accounts.AccountStore;
import imprimatur.base.MailSender;
import imprimatur.cases.CaseStore;
import imprimatur.cases.ReporterLetters;
import imprimatur.policy.Policy;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The letters about what was done to somebody: to the person hit, and to those who reported. */
public final class Letters {
    private final MailSender mail;
    private final Statements statements;
    private final Policy policy;
    private final AccountStore accounts;
    private final CaseStore cases;
    private final ReporterLetters reporters;

    public Letters(
            MailSender mail,
            Statements statements,
            Policy policy,
            AccountStore accounts,
            CaseStore cases,
            ReporterLetters reporters) {
        this.mail = mail;
        this.statements = statements;
        this.policy = policy;
        this.accounts = accounts;
        this.cases = cases;
        this.reporters = reporters;
    }

    /**
     * Sends the statement of reasons.
     *
     * @return false if the account has no address
     * @throws imprimatur.base.ImprimaturException.Unavailable if it could not be handed over
     */
    boolean statement(Enforcement enforcement, Instant now) {
        var account = account(enforcement);
        var to = account.flatMap(found -> Optional.ofNullable(found.email()));
        to.ifPresent(address -> mail.send(statements.of(enforcement, now).mail(address)));
        return to.isPresent();
    }

    /**
     * Sends the decision on an appeal.
     *
     * @return false if the account has no address
     * @throws imprimatur.base.ImprimaturException.Unavailable if it could not be handed over
     */
    boolean appealDecision(Appeal appeal, Enforcement enforcement) {
        var account = account(enforcement);
        var locale = account.map(Account::locale).orElse("en");
        var to = account.flatMap(found -> Optional.ofNullable(found.email()));
        var section = policy.section(enforcement.section());
        var values = StatementOfReasons.facts(enforcement, section, locale);
        values.put("appeal", appeal.id());
        values.put("reason", requireNonNullElse(appeal.decisionReason(), ""));
        values.put("restored", StatementOfReasons.sanctions(policy, enforcement, locale, true));
        var letter = appeal.state() == Appeal.State.OVERTURNED ? "appeal_overturned" : "appeal_upheld";
        to.ifPresent(address -> mail.send(LetterTemplate.of(letter, locale).mail(address, values)));
        return to.isPresent();
    }

    /** Tells those who reported what came of it, each once. */
    void reporters(@Nullable String caseId) {
        if (caseId != null) {
            cases.find(caseId).ifPresent(reporters::outcome);
        }
    }

    private Optional<Account> account(Enforcement enforcement) {
        return accounts.find(enforcement.account());
    }
}
