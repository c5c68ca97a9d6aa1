package imprimatur.scan;

import imprimatur.accounts.AccountStore;
import imprimatur.aws.Log;
import imprimatur.base.DomainEvent;
import imprimatur.base.DomainEvents;
import imprimatur.base.Hashing;
import imprimatur.base.Limits;
import imprimatur.cases.CaseStore;
import imprimatur.enforcement.AutomaticBlocks;
import imprimatur.imaging.BankEntry;
import imprimatur.imaging.BankStore;
import imprimatur.imaging.ImageContent;
import imprimatur.imaging.ImageRecord;
import imprimatur.imaging.ImageState;
import imprimatur.imaging.ImageStore;
import imprimatur.imaging.ImageVersion;
import imprimatur.imaging.NearCopies;
import imprimatur.imaging.PdqHash;
import imprimatur.imaging.scan.ImageScanner;
import imprimatur.imaging.scan.Scan;
import imprimatur.imaging.second.SecondLook;
import imprimatur.policy.Decision;
import imprimatur.policy.DecisionRecord;
import imprimatur.policy.DecisionStore;
import imprimatur.policy.Outcome;
import imprimatur.policy.Policy;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Measures an upload, has the policy decide on it, and carries the verdict out.
 *
 * <p>Notifications come twice, late and out of order, and a run may end anywhere: a version's decision has an id of its
 * own and is made once, its record never replaces that of a later upload or of removed content (G2), every effect may
 * be repeated, and the last one takes away what a repetition would need. A version is allowed by its own tag only after
 * its own verdict, so that whatever fails, it stays out of reach (G1).
 */
public final class ScanService {
    private static final int ID_DIGITS = 26;

    private final Stores stores;
    private final ImageContent content;
    private final ImageScanner scanner;
    private final Judge judge;
    private final Questions questions;
    private final DomainEvents events;
    private final Log log;
    private final InstantSource clock;
    private final Suspects suspects;

    /** What the scan reads and writes besides the bytes. */
    public record Stores(
            ImageStore images, BankStore banks, DecisionStore decisions, AccountStore accounts, CaseStore cases) {}

    /** A service; {@code second} is asked as well where the policy wants it, empty for none. */
    public ScanService(
            Stores stores,
            ImageContent content,
            ImageScanner scanner,
            Policy policy,
            Optional<SecondLook> second,
            DomainEvents events,
            Log log,
            InstantSource clock) {
        this.stores = stores;
        this.content = content;
        this.scanner = scanner;
        this.events = events;
        this.log = log;
        this.clock = clock;
        this.suspects = new Suspects(stores.banks, stores.cases, log, clock);
        this.judge = new Judge(stores, content, policy, second, log, clock);
        this.questions = new Questions(stores.cases, suspects, policy);
    }

    /**
     * Gives the upload its verdict; does nothing for one that is gone, or whose verdict stands by other means.
     *
     * @throws RuntimeException where a store or bucket fails; the same upload may then be handed in again
     */
    public void scan(Upload upload) {
        var version = upload.keys().stream()
                .map(key -> content.find(key, upload.versionId()))
                .flatMap(Optional::stream)
                .findFirst();
        if (version.isEmpty()) {
            log.info("upload.gone", Map.of());
            return;
        }
        var key = ImageKey.parse(version.get().key());
        if (key.isEmpty()) {
            log.warn("upload.ignored", Map.of("reason", "the key is not incoming/{account}/{imageId}.{ext}"));
            return;
        }
        scan(key.get(), version.get(), upload.sequencer());
    }

    private void scan(ImageKey key, ImageVersion version, String sequencer) {
        var known = stores.images.find(key.imageId());
        if (known.isPresent() && !known.get().key().equals(version.key())) {
            holdForTakenId(key, version);
        } else if (known.isPresent() && hasVerdict(known.get(), version)) {
            log.info("upload.settled", Map.of("image", key.imageId()));
        } else {
            measure(key, version).ifPresent(scan -> decide(key, version, sequencer, scan, known.orElse(null)));
        }
    }

    /** Removed stays removed, and what a restoration put back has the verdict that it had. */
    private boolean hasVerdict(ImageRecord known, ImageVersion version) {
        return known.state() == ImageState.REMOVED
                || stores.images
                        .restoration(known.id())
                        .filter(restoration -> restoration.versions().containsValue(version.versionId()))
                        .isPresent();
    }

    private Optional<Scan> measure(ImageVersion version) {
        return version.bytes() > Limits.IMAGE_BYTES
                ? Optional.of(Scan.tooLarge(version.bytes()))
                : content.read(version).map(scanner::scan);
    }

    /** A hash that this match makes suspect counts as such already. */
    private Optional<Scan> measure(ImageKey key, ImageVersion version) {
        return measure(version)
                .flatMap(scan -> suspects.becomeSuspect(scan, key.account()) ? measure(version) : Optional.of(scan));
    }

    private void decide(ImageKey key, ImageVersion version, String sequencer, Scan scan, @Nullable ImageRecord known) {
        var decided = judge.decision(key, version, scan, decisionId(version, known));
        var kept = Optional.ofNullable(known)
                .filter(image -> image.versionId().equals(version.versionId()))
                .filter(image -> image.decisionId().equals(decided.id()));
        var image = kept.orElseGet(() -> record(key, version, sequencer, scan, decided));
        var verdict = new Verdict(image, decided, scan);
        if (kept.isPresent() || stores.images.put(image)) {
            carryOut(verdict);
        } else {
            settleOlder(verdict);
        }
    }

    /** A version that was judged again as a copy keeps that decision. */
    private static String decisionId(ImageVersion version, @Nullable ImageRecord known) {
        return known != null && known.versionId().equals(version.versionId())
                ? known.decisionId()
                : "img_" + digits(version);
    }

    private static String digits(ImageVersion version) {
        return Hashing.sha256(version.key() + "\n" + version.versionId()).substring(0, ID_DIGITS);
    }

    /** What nobody saw is not allowed, whatever the rules say. */
    private static ImageState state(Decision decision, Scan scan) {
        return switch (decision.outcome()) {
            case BLOCK -> ImageState.BLOCKED;
            case REVIEW -> ImageState.REVIEW;
            case ALLOW -> scan.complete() ? ImageState.ALLOWED : ImageState.REVIEW;
        };
    }

    private static ImageRecord record(
            ImageKey key, ImageVersion version, String sequencer, Scan scan, DecisionRecord decided) {
        var pdq = Optional.ofNullable(scan.pdq());
        return new ImageRecord(
                key.imageId(),
                key.account(),
                version.key(),
                version.versionId(),
                sequencer,
                scan.sha256(),
                pdq.map(hash -> hash.upright().hex()).orElse(null),
                pdq.map(PdqHash::quality).orElse(0),
                scan.type() == null ? null : scan.type().contentType(),
                scan.width(),
                scan.height(),
                version.generationId(),
                state(decided.decision(), scan),
                decided.decision().sections(),
                decided.id(),
                decided.at(),
                state(decided.decision(), scan) == ImageState.BLOCKED ? AutomaticBlocks.id(decided.id()) : null);
    }

    private void carryOut(Verdict verdict) {
        switch (verdict.image().state()) {
            case ALLOWED -> allow(verdict);
            case REVIEW -> {
                tag(verdict, ImageState.REVIEW);
                questions.ask(verdict);
            }
            case BLOCKED -> {
                block(verdict);
                blockCopies(verdict);
                publish("image.blocked", verdict);
                quarantine(verdict);
            }
            case REMOVED ->
                log.info("upload.settled", Map.of("image", verdict.image().id()));
        }
        log.info(
                "image." + verdict.image().state().tag(),
                Map.of(
                        "image",
                        verdict.image().id(),
                        "decision",
                        verdict.decided().id()));
    }

    private void allow(Verdict verdict) {
        if (content.allow(verdict.image(), stores.images)) {
            publish("image.allowed", verdict);
        }
    }

    private void block(Verdict verdict) {
        if (verdict.bans()) {
            BankEntry.bans(verdict.image(), section(verdict), owner(verdict), clock.instant())
                    .forEach(stores.banks::addIfAbsent);
        }
        tag(verdict, ImageState.BLOCKED);
        if (verdict.minors()) {
            questions.ask(verdict);
        }
    }

    /**
     * Images that were let through before this one was known for what it is are judged again by the banks as they are
     * now. What this does not block stays as it is, and copies of copies are not looked for.
     */
    private void blockCopies(Verdict verdict) {
        if (verdict.bans()) {
            new NearCopies(stores.images)
                    .of(verdict.image())
                    .forEach(copy -> judgeAgain(copy, verdict.decided().id()));
        }
    }

    private void judgeAgain(ImageRecord copy, String cause) {
        var version = content.find(copy.key(), copy.versionId());
        var key = ImageKey.parse(copy.key());
        if (version.isEmpty() || key.isEmpty()) {
            return;
        }
        var id = "img_" + Hashing.sha256(digits(version.get()) + "\n" + cause).substring(0, ID_DIGITS);
        var open = copy.state() == ImageState.ALLOWED || copy.state() == ImageState.REVIEW;
        if (open || copy.decisionId().equals(id)) {
            measure(version.get()).ifPresent(scan -> {
                var decided = judge.judged(key.get(), version.get(), scan, id);
                if (blocks(decided)) {
                    blockCopy(key.get(), version.get(), copy.sequencer(), scan, judge.keep(decided));
                }
            });
        }
    }

    private static boolean blocks(DecisionRecord decided) {
        return decided.decision().outcome() == Outcome.BLOCK;
    }

    private void blockCopy(ImageKey key, ImageVersion version, String sequencer, Scan scan, DecisionRecord decided) {
        var verdict = new Verdict(record(key, version, sequencer, scan, decided), decided, scan);
        if (stores.images.put(verdict.image())) {
            block(verdict);
            publish("image.blocked", verdict);
            quarantine(verdict);
        }
    }

    /**
     * The near copy of a banned image goes into the bank on the same ground, and out of it with the same enforcement.
     */
    private static String owner(Verdict verdict) {
        var match = verdict.scan().match();
        return match != null && match.entry().effect() == BankEntry.Purpose.BAN
                ? match.entry().addedBy()
                : AutomaticBlocks.id(verdict.decided().id());
    }

    private void quarantine(Verdict verdict) {
        content.quarantine(
                verdict.image().id(),
                verdict.image().key(),
                verdict.image().versionId(),
                AutomaticBlocks.id(verdict.decided().id()));
    }

    /**
     * A version that is no longer the newest, or was removed meanwhile: never allowed, and blocked where it must be.
     */
    private void settleOlder(Verdict verdict) {
        var removed = stores.images.find(verdict.image().id()).filter(image -> image.state() == ImageState.REMOVED);
        if (removed.isEmpty() && verdict.image().state() == ImageState.BLOCKED) {
            block(verdict);
            quarantine(verdict);
        }
        log.info(
                "upload.superseded",
                Map.of(
                        "image",
                        verdict.image().id(),
                        "decision",
                        verdict.decided().id()));
    }

    private void tag(Verdict verdict, ImageState state) {
        content.tag(verdict.image().key(), verdict.image().versionId(), state);
    }

    private static String section(Verdict verdict) {
        return verdict.decision().sections().getFirst();
    }

    private void publish(String type, Verdict verdict) {
        events.publish(new DomainEvent(
                type,
                Map.of(
                        "image", verdict.image().id(),
                        "account", verdict.image().account(),
                        "decision", verdict.decided().id(),
                        "sections", String.join(",", verdict.decision().sections()))));
    }

    /** Two uploads claim one id: the later is not scanned and not served, since a record can tell of one only. */
    private void holdForTakenId(ImageKey key, ImageVersion version) {
        content.tag(version.key(), version.versionId(), ImageState.REVIEW);
        questions.askAboutTakenId(key, "img_" + digits(version), clock.instant());
        log.warn("upload.id_taken", Map.of("image", key.imageId()));
    }
}
