package imprimatur.admin;

import imprimatur.accounts.AccountStore;
import imprimatur.accounts.Scope;
import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.enforcement.Enforcement;
import imprimatur.enforcement.EnforcementStatus;
import imprimatur.enforcement.EnforcementStore;
import imprimatur.enforcement.StatementOfReasons;
import imprimatur.enforcement.StatementOfReasons.Detection;
import imprimatur.enforcement.StatementOfReasons.Measure;
import imprimatur.enforcement.Statements;
import java.time.Instant;
import java.util.List;

/** The statement of reasons that the answer to a suspended account links to; its letter says the same in words. */
final class StatementDoor {
    private final Gate gate;
    private final AccountStore accounts;
    private final EnforcementStore enforcements;
    private final Statements statements;

    StatementDoor(Gate gate, AccountStore accounts, EnforcementStore enforcements, Statements statements) {
        this.gate = gate;
        this.accounts = accounts;
        this.enforcements = enforcements;
        this.statements = statements;
    }

    void on(Router router) {
        router.on("GET /v1/statements/{id}", this::read);
    }

    /** There is nothing to state before anything was imposed. */
    private Response read(Request request) {
        var key = gate.key(request);
        return enforcements
                .find(request.parameter("id"))
                .filter(found -> key.allows(Scope.PLATFORM) || found.account().equals(key.account()))
                .filter(this::imposed)
                .map(found -> Response.ok(View.of(statements.of(found))))
                .orElseThrow(() -> Gate.missing("statement of that id"));
    }

    /** A suspension holds a moment before it is written down with the enforcement. */
    private boolean imposed(Enforcement enforcement) {
        return !enforcement.applied().isEmpty()
                || accounts.find(enforcement.account())
                        .filter(account -> account.suspensions().containsKey(enforcement.id()))
                        .isPresent();
    }

    /** @param automated whether no person took the decision */
    private record View(
            String id,
            String account,
            EnforcementStatus status,
            Rule section,
            String reason,
            Detection detected,
            boolean automated,
            List<Measure> measures,
            List<String> images,
            Redress appeal) {
        static View of(StatementOfReasons statement) {
            var enforcement = statement.enforcement();
            var section = statement.section();
            return new View(
                    enforcement.id(),
                    enforcement.account(),
                    enforcement.status(),
                    new Rule(section.code(), section.title(statement.locale()), section.text(statement.locale())),
                    statement.reason(),
                    statement.detection(),
                    enforcement.automated(),
                    statement.measures(),
                    statement.images(),
                    new Redress(statement.appealLink(), statement.appealUntil()));
        }
    }

    private record Rule(String code, String title, String text) {}

    private record Redress(String url, Instant until) {}
}
