package imprimatur.scan;

import imprimatur.accounts.Account;
import imprimatur.accounts.AccountStore;
import imprimatur.aws.Log;
import imprimatur.imaging.ImageContent;
import imprimatur.imaging.ImageVersion;
import imprimatur.imaging.scan.Scan;
import imprimatur.imaging.second.SecondLook;
import imprimatur.policy.DecisionRecord;
import imprimatur.policy.DecisionStore;
import imprimatur.policy.LookPlan;
import imprimatur.policy.Outcome;
import imprimatur.policy.Policy;
import imprimatur.policy.PromptFacts;
import imprimatur.policy.Section;
import imprimatur.policy.Signal;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Has the policy decide on a version of an image, by what was measured and what is known. */
final class Judge {
    /** From this on a signal of youth keeps an image from leaving the account, whatever else is seen. */
    private static final double YOUTH = 0.3;

    private final AccountStore accounts;
    private final DecisionStore decisions;
    private final ImageContent content;
    private final Policy policy;
    private final Optional<SecondLook> second;
    private final Log log;
    private final InstantSource clock;

    Judge(
            ScanService.Stores stores,
            ImageContent content,
            Policy policy,
            Optional<SecondLook> second,
            Log log,
            InstantSource clock) {
        this.accounts = stores.accounts();
        this.decisions = stores.decisions();
        this.content = content;
        this.policy = policy;
        this.second = second;
        this.log = log;
        this.clock = clock;
    }

    /** The decision on this version: the one that is kept, where it was decided on before. */
    DecisionRecord decision(ImageKey key, ImageVersion version, Scan scan, String id) {
        return decisions.find(id).orElseGet(() -> keep(judged(key, version, scan, id)));
    }

    /** Keeps a decision, or gives the one that was kept before. */
    DecisionRecord keep(DecisionRecord record) {
        return decisions.put(record) ? record : decisions.find(record.id()).orElse(record);
    }

    /** A decision that is not kept yet. */
    DecisionRecord judged(ImageKey key, ImageVersion version, Scan scan, String id) {
        var account = accounts.find(key.account());
        var signals = new ArrayList<>(scan.signals());
        if (account.isEmpty()) {
            signals.add(new Signal("account.unknown", 1, "no such account is known"));
        }
        var facts = facts(key, version, scan, account.orElse(null));
        var decision = policy.decide(signals, facts);
        var record = new DecisionRecord(
                id,
                DecisionRecord.Kind.IMAGE,
                key.account(),
                clock.instant(),
                decision,
                signals,
                facts,
                null,
                key.imageId());
        return second.filter(look -> asks(record, scan))
                .map(look -> lookedAtAgain(look, record, version))
                .orElse(record);
    }

    private Map<String, Object> facts(ImageKey key, ImageVersion version, Scan scan, @Nullable Account account) {
        var facts = new HashMap<>(scan.facts());
        if (account != null) {
            facts.put("account.plan", account.plan());
            facts.put("account.strikes", account.strikes().size());
        }
        facts.putAll(Lineage.facts(version.generationId(), key.account(), decisions));
        return Map.copyOf(facts);
    }

    /** Only what can be decoded, is not known by a bank, is uncertain, and is not suspected to show a minor (G11). */
    private boolean asks(DecisionRecord record, Scan scan) {
        var outcome = record.decision().outcome();
        var due = outcome == Outcome.REVIEW
                || (outcome == Outcome.ALLOW && policy.lookPlan().second() == LookPlan.Second.ALL);
        return due && scan.undecodable() == null && scan.match() == null && !mayShowMinor(record);
    }

    private static boolean mayShowMinor(DecisionRecord record) {
        var ofSection = record.decision().fired().stream()
                .anyMatch(rule -> rule.category().equals(Section.MINORS));
        var prompt = record.facts().entrySet().stream()
                .filter(fact -> ofYouth(fact.getKey()))
                .anyMatch(fact -> fact.getValue() instanceof Double score && score >= YOUTH);
        var image = record.signals().stream()
                .filter(signal -> ofYouth(signal.name()))
                .anyMatch(signal -> signal.score() >= YOUTH);
        var ofPrompt = "2.2".equals(record.facts().get(PromptFacts.SECTION));
        return ofSection || prompt || image || ofPrompt;
    }

    private static boolean ofYouth(String name) {
        return name.endsWith(".age") || name.endsWith(".minors");
    }

    /** What a second look adds is kept with the rest, so that the decision can be made again. */
    private DecisionRecord lookedAtAgain(SecondLook look, DecisionRecord first, ImageVersion version) {
        var answer = content.read(version)
                .map(bytes -> look.look(bytes, first.signals()))
                .orElse(new SecondLook.Answer(List.of(), 0));
        if (answer.calls() > 0) {
            log.count("SecondLookCalls", answer.calls());
        }
        var signals = Stream.concat(first.signals().stream(), answer.signals().stream())
                .toList();
        var facts = new HashMap<>(first.facts());
        facts.put(SecondLook.CALLS, answer.calls());
        return new DecisionRecord(
                first.id(),
                first.kind(),
                first.account(),
                first.at(),
                policy.decide(signals, facts),
                signals,
                facts,
                first.prompt(),
                first.imageId());
    }
}
