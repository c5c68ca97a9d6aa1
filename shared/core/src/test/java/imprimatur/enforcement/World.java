package imprimatur.enforcement;

import imprimatur.accounts.Account;
import imprimatur.accounts.AccountStore;
import imprimatur.accounts.Standing;
import imprimatur.audit.AuditChain;
import imprimatur.audit.AuditEntry;
import imprimatur.audit.AuditLog;
import imprimatur.audit.AuditRecord;
import imprimatur.audit.AuditVerifier;
import imprimatur.base.DomainEvent;
import imprimatur.base.DomainEvents;
import imprimatur.base.Hashing;
import imprimatur.base.Json;
import imprimatur.base.Mail;
import imprimatur.base.MailSender;
import imprimatur.base.Tokens;
import imprimatur.cases.Case;
import imprimatur.cases.CaseStore;
import imprimatur.cases.FakeCaseStore;
import imprimatur.cases.FakeReporters;
import imprimatur.cases.Notice;
import imprimatur.cases.ReporterLetters;
import imprimatur.cases.Subject;
import imprimatur.cases.TrackRecords;
import imprimatur.policy.Policy;
import imprimatur.policy.PolicyLoader;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Everything that enforcement touches, in memory: one account, one reported image with a near copy, 300 credits. */
public final class World {
    public static final String ACCOUNT = "acct-1";
    public static final String IMAGE = "image-1";
    public static final String COPY = "image-2";
    public static final long CREDITS = 300;
    public static final Staff REVIEWER = new Staff("rita", Set.of(Staff.Group.REVIEWER));
    public static final Staff LEAD = new Staff("lena", Set.of(Staff.Group.LEAD));
    public static final Staff SECOND_LEAD = new Staff("luis", Set.of(Staff.Group.LEAD));
    public static final Staff ADMIN = new Staff("anna", Set.of(Staff.Group.ADMIN));

    private static final Policy POLICY = PolicyLoader.bundled();

    public final Crashes crashes = new Crashes();
    public final FakeAccountStore accounts = new FakeAccountStore();
    public final FakeContentStore content = new FakeContentStore();
    public final FakeEnforcementStore store = new FakeEnforcementStore();
    public final FakeCaseStore cases = new FakeCaseStore();
    public final FakeLedgerStore ledgerStore = new FakeLedgerStore();
    public final Map<String, CaseFile> files = new HashMap<>();
    public final List<Mail> mails = new ArrayList<>();
    public final List<DomainEvent> events = new ArrayList<>();
    public final List<AuditRecord> audit = new ArrayList<>();
    public final FakeWorkflows workflows = new FakeWorkflows();
    public final Tokens tokens = new FakeTokens();
    public final Ledger ledger;
    public final EnforcementDesk desk;
    public final Enforcer enforcer;
    public final AppealProcess appeals;
    public final Releases releases;
    public final AutomaticBlocks blocks;
    private Instant now = Instant.parse("2026-11-25T08:00:00Z");

    public World() {
        InstantSource clock = () -> now;
        var anyAccounts = crashes.around(AccountStore.class, accounts);
        var anyContent = crashes.around(ContentStore.class, content);
        var anyStore = crashes.around(EnforcementStore.class, store);
        var anyCases = crashes.around(CaseStore.class, cases);
        var anyAudit = crashes.around(AuditLog.class, new FakeAudit());
        var anyEvents = crashes.around(DomainEvents.class, event -> events.add(event));
        var anyMail = crashes.around(MailSender.class, mail -> mails.add(mail));
        var anyFiles = crashes.around(CaseFiles.class, (reference, file) -> files.put(reference, file));
        var anyWorkflows = crashes.around(Workflows.class, workflows);
        ledger = new Ledger(crashes.around(LedgerStore.class, ledgerStore), clock);
        var letters = new Letters(
                anyMail,
                new Statements(anyAccounts, anyCases, POLICY, tokens, "https://example.org"),
                POLICY,
                anyAccounts,
                anyCases,
                new ReporterLetters(
                        anyCases,
                        anyMail,
                        tokens,
                        new TrackRecords(new FakeReporters(), tokens, clock),
                        (id, cursor) -> {},
                        "https://example.org"));
        desk = new EnforcementDesk(anyStore, anyCases, anyAccounts, anyAudit, anyWorkflows, tokens, POLICY, clock);
        enforcer = new Enforcer(
                anyStore,
                anyCases,
                anyAccounts,
                anyContent,
                anyFiles,
                ledger,
                anyAudit,
                anyEvents,
                anyWorkflows,
                POLICY,
                letters,
                clock);
        appeals = new AppealProcess(
                anyStore, anyCases, anyAccounts, anyContent, ledger, anyAudit, anyEvents, anyWorkflows, letters, clock);
        blocks = new AutomaticBlocks(anyStore, anyAudit, letters, clock);
        releases = new Releases(anyStore, anyCases, anyContent, anyAudit, anyEvents, clock);
        accounts.put(ACCOUNT, "free", "en", "someone@example.com");
        content.add(IMAGE, COPY);
        ledger.credit(ACCOUNT, CREDITS, "purchase-1");
    }

    public void sleep(Duration time) {
        now = now.plus(time);
    }

    public Instant now() {
        return now;
    }

    /** An open case about the image, by a report. */
    public Case report() {
        return cases.join(
                new Notice(
                        "ntc_1",
                        Notice.Channel.FORM,
                        now,
                        "2.1",
                        "I think that this is against your rules.",
                        List.of("https://example.org/images/" + IMAGE),
                        IMAGE,
                        ACCOUNT,
                        "Nora",
                        "nora@example.com",
                        true,
                        "en"),
                new Subject(Subject.Kind.IMAGE, IMAGE),
                ACCOUNT,
                now.plus(Duration.ofDays(2)));
    }

    /** A decided case with these sanctions. */
    public Enforcement decided(Sanction... sanctions) {
        var open = report();
        return desk.decide(open.id(), open.version(), REVIEWER, "2.1", "It shows nudity.", List.of(sanctions));
    }

    public Account account() {
        return accounts.find(ACCOUNT).orElseThrow();
    }

    public boolean suspended() {
        return account().standing(now) instanceof Standing.Suspended;
    }

    public Enforcement enforcement(String id) {
        return store.find(id).orElseThrow();
    }

    public Case caseOf(Enforcement enforcement) {
        return cases.find(enforcement.reference()).orElseThrow();
    }

    /** The token of the link in the last statement of reasons. */
    public String appealToken(String enforcementId) {
        return tokens.sign(EnforcementDesk.APPEAL_LINK, enforcementId);
    }

    public List<String> eventTypes() {
        return events.stream().map(DomainEvent::type).distinct().toList();
    }

    public List<String> acts() {
        return audit.stream().map(record -> record.entry().act()).toList();
    }

    /** What the verifier says of the log. */
    public AuditVerifier.Result verify() {
        return AuditVerifier.verify(audit.stream().map(Json::write).iterator());
    }

    private final class FakeAudit implements AuditLog {
        @Override
        public AuditRecord append(AuditEntry entry) {
            synchronized (audit) {
                var record = audit.isEmpty()
                        ? AuditChain.next(0, AuditChain.GENESIS, entry)
                        : AuditChain.next(audit.getLast().seq(), audit.getLast().hash(), entry);
                audit.add(record);
                return record;
            }
        }

        @Override
        public List<AuditRecord> read(long fromSeq, int limit) {
            return audit.stream().skip(Math.max(0, fromSeq - 1)).limit(limit).toList();
        }
    }

    /** Remembers what was started and resumed. */
    public static final class FakeWorkflows implements Workflows {
        public final Map<String, String> started = new HashMap<>();
        public final Map<String, String> answers = new HashMap<>();

        @Override
        public void startEnforcement(String name, String input) {
            started.putIfAbsent(name, input);
        }

        @Override
        public void startAppeal(String name, String input) {
            started.putIfAbsent(name, input);
        }

        @Override
        public boolean resume(String taskToken, String output) {
            return answers.putIfAbsent(taskToken, output) == null;
        }

        public Optional<String> answer(String taskToken) {
            return Optional.ofNullable(answers.get(taskToken));
        }
    }

    private static final class FakeTokens implements Tokens {
        @Override
        public String sign(String purpose, String id) {
            return Hashing.sha256("key " + purpose + " " + id);
        }

        @Override
        public boolean verify(String purpose, String id, String token) {
            return sign(purpose, id).equals(token);
        }
    }
}
