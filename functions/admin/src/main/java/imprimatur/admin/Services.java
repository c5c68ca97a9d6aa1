package imprimatur.admin;

import imprimatur.accounts.AccountStore;
import imprimatur.audit.AuditLog;
import imprimatur.aws.http.Router;
import imprimatur.base.DeadLetterQueues;
import imprimatur.base.Tokens;
import imprimatur.cases.CaseDesk;
import imprimatur.cases.CaseMoves;
import imprimatur.cases.CaseQueue;
import imprimatur.cases.CaseStore;
import imprimatur.cases.Reporters;
import imprimatur.enforcement.EnforcementDesk;
import imprimatur.enforcement.EnforcementStore;
import imprimatur.enforcement.Ledger;
import imprimatur.enforcement.Statements;
import imprimatur.imaging.BankStore;
import imprimatur.imaging.ImageStore;
import imprimatur.policy.Policy;
import java.time.InstantSource;

/** What the routes of this function stand on. */
record Services(
        AccountStore accounts,
        Ledger ledger,
        ImageStore images,
        BankStore banks,
        CaseStore cases,
        CaseQueue caseQueue,
        CaseDesk caseDesk,
        EnforcementStore enforcements,
        EnforcementDesk desk,
        AuditLog audit,
        Tokens tokens,
        Policy policy,
        Reporters reporters,
        DeadLetterQueues deadLetters,
        String publicOrigin,
        Steering steering,
        InstantSource clock) {

    /** Adds every route; docs/openapi.yaml says what each takes and gives. */
    Router routes(Router router) {
        var gate = new Gate(accounts, policy, audit, clock);
        new Accounts(gate, accounts, ledger, policy, clock).on(router);
        new Keys(gate, accounts, clock).on(router);
        new Images(gate, images).on(router);
        new AppealLinks(desk, tokens, publicOrigin).on(router);
        new AppealForm(desk).on(router);
        var statements = new Statements(accounts, cases, policy, tokens, publicOrigin);
        new StatementDoor(gate, accounts, enforcements, statements).on(router);
        var access = new CaseAccess(gate, cases, clock);
        new CaseQueues(gate, access, cases, caseQueue, caseDesk).on(router);
        new CaseMoving(gate, access, caseDesk, new CaseMoves(cases, clock)).on(router);
        new Cases(gate, access, cases, caseDesk, desk).on(router);
        new Approvals(gate, enforcements, desk).on(router);
        new Enforcements(gate, desk).on(router);
        new Appeals(gate, desk).on(router);
        new Banks(gate, banks, policy, clock).on(router);
        new Records(gate, audit, policy).on(router);
        new ReporterRoutes(gate, reporters, clock).on(router);
        new DeadLetterRoutes(gate, deadLetters).on(router);
        steering.on(router, gate, accounts, policy, clock);
        return router;
    }
}
