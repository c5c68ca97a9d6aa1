package imprimatur.report;

import imprimatur.accounts.Account;
import imprimatur.accounts.AccountStore;
import imprimatur.accounts.ApiKey;
import imprimatur.accounts.Strike;
import imprimatur.accounts.Suspension;
import imprimatur.aws.Environment;
import imprimatur.aws.Log;
import imprimatur.base.DeadLetters;
import imprimatur.base.DomainEvent;
import imprimatur.base.DomainEvents;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.ImprimaturException.TooLarge;
import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Limits;
import imprimatur.base.Mail;
import imprimatur.base.MailSender;
import imprimatur.base.Tokens;
import imprimatur.cases.Acknowledgements;
import imprimatur.cases.CaseStore;
import imprimatur.cases.FakeCaseStore;
import imprimatur.cases.FakeReporters;
import imprimatur.cases.InboundMail;
import imprimatur.cases.Notice;
import imprimatur.cases.Notices;
import imprimatur.policy.Policy;
import imprimatur.policy.PolicyLoader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Everything outside the function, in memory, and what can go wrong with it. */
final class World {
    static final Instant NOW = Instant.parse("2026-05-04T10:00:00Z");
    static final Policy POLICY = PolicyLoader.bundled();

    final FakeCaseStore cases = new FakeCaseStore();
    final FakeImages images = new FakeImages().with("img01", "acme");
    final List<Notice> queue = new ArrayList<>();
    final List<Mail> sent = new ArrayList<>();
    final List<DomainEvent> published = new ArrayList<>();
    final Map<String, byte[]> inbound = new HashMap<>();
    final Map<String, String> buried = new LinkedHashMap<>();
    final List<String> answers = new ArrayList<>();
    final FakeReporters reporters = new FakeReporters();
    final Map<String, Integer> counted = new HashMap<>();
    final Set<String> acknowledged = new HashSet<>();
    final Set<String> down = new HashSet<>();
    private final ByteArrayOutputStream log = new ByteArrayOutputStream();

    Wiring wiring() {
        var ports = new Wiring.Ports(
                reachableCases(),
                images,
                images::copies,
                images::decision,
                new Accounts(),
                notices(),
                (caseId, cursor) -> answers.add(caseId + "@" + cursor),
                reporters,
                (reporter, window, now) -> counted.merge(reporter + "/" + window, 1, Integer::sum),
                acknowledgements(),
                inboundMail(),
                deadLetters(),
                mail(),
                tokens(),
                events());
        return Wiring.of(
                environment(),
                ports,
                POLICY,
                Log.to(new PrintStream(log, true, StandardCharsets.UTF_8), InstantSource.fixed(NOW)),
                InstantSource.fixed(NOW));
    }

    String log() {
        return log.toString(StandardCharsets.UTF_8);
    }

    private static Environment environment() {
        return Environment.from(name -> switch (name) {
            case "MAIL_BUCKET" -> "mail";
            case "ABUSE_MAILBOX" -> "abuse@images.example";
            case "PUBLIC_ORIGIN" -> "https://images.example";
            case "CONTENT_URLS" ->
                "/incoming/{account}/{image}.* /v1/images/{image} https://*.images.example/share/{image}";
            case "CLASSIFIER" -> "local";
            case "EVIDENCE_RETENTION_DAYS", "DECISION_RETENTION_DAYS" -> "30";
            default -> name;
        });
    }

    private void reach(String service) {
        if (down.contains(service)) {
            throw new Unavailable(service + " is down", new IOException("refused"));
        }
    }

    private CaseStore reachableCases() {
        return (CaseStore) Proxy.newProxyInstance(
                World.class.getClassLoader(), new Class<?>[] {CaseStore.class}, (proxy, method, args) -> {
                    reach("dynamo");
                    try {
                        return method.invoke(cases, args);
                    } catch (InvocationTargetException e) {
                        throw e.getTargetException();
                    }
                });
    }

    private Acknowledgements acknowledgements() {
        return new Acknowledgements() {
            @Override
            public boolean noted(String name) {
                reach("s3");
                return acknowledged.contains(name);
            }

            @Override
            public void note(String name) {
                reach("s3");
                acknowledged.add(name);
            }
        };
    }

    private Notices notices() {
        return notice -> {
            reach("sqs");
            queue.add(notice);
        };
    }

    private InboundMail inboundMail() {
        return key -> {
            var bytes = inbound.get(key);
            if (bytes == null) {
                throw new NotFound("there is no such mail");
            }
            if (bytes.length > Limits.MAIL_BYTES) {
                throw new TooLarge("the mail is too large");
            }
            return bytes;
        };
    }

    private DeadLetters deadLetters() {
        return (body, reason) -> {
            reach("dead letters");
            buried.put(body, reason);
        };
    }

    private MailSender mail() {
        return mail -> {
            reach("ses");
            sent.add(mail);
        };
    }

    private DomainEvents events() {
        return event -> {
            reach("events");
            published.add(event);
        };
    }

    private Tokens tokens() {
        return new Tokens() {
            @Override
            public String sign(String purpose, String id) {
                reach("kms");
                return purpose + "." + id;
            }

            @Override
            public boolean verify(String purpose, String id, String token) {
                return token.equals(sign(purpose, id));
            }
        };
    }

    /** One account, {@code acme}; the function reads accounts and changes none. */
    private static final class Accounts implements AccountStore {
        @Override
        public Optional<Account> find(String id) {
            return id.equals("acme")
                    ? Optional.of(new Account("acme", "free", "en", null, NOW, List.of(), Map.of()))
                    : Optional.empty();
        }

        @Override
        public Account put(String id, String plan, String locale, @Nullable String email) {
            throw new UnsupportedOperationException("a report does not ask for this");
        }

        @Override
        public Optional<ApiKey> key(String hash) {
            throw new UnsupportedOperationException("a report does not ask for this");
        }

        @Override
        public List<ApiKey> keysOf(String account) {
            throw new UnsupportedOperationException("a report does not ask for this");
        }

        @Override
        public void addKey(ApiKey key) {
            throw new UnsupportedOperationException("a report does not ask for this");
        }

        @Override
        public void setRevoked(String hash, boolean revoked) {
            throw new UnsupportedOperationException("a report does not ask for this");
        }

        @Override
        public void suspend(String account, Suspension suspension) {
            throw new UnsupportedOperationException("a report does not ask for this");
        }

        @Override
        public boolean lift(String account, String enforcementId) {
            throw new UnsupportedOperationException("a report does not ask for this");
        }

        @Override
        public void strike(String account, Strike strike) {
            throw new UnsupportedOperationException("a report does not ask for this");
        }

        @Override
        public boolean unstrike(String account, String caseId) {
            throw new UnsupportedOperationException("a report does not ask for this");
        }
    }
}
