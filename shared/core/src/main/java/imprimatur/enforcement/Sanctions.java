package imprimatur.enforcement;

import imprimatur.accounts.AccountStore;
import imprimatur.accounts.Suspension;
import imprimatur.base.DomainEvents;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.cases.CaseStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The effects of each sanction and their undoing. Either may be done again, and then changes nothing more; undoing
 * takes back what this enforcement did and nothing else, also where that was not written down any more.
 */
final class Sanctions {
    private static final String IMAGES = "images";
    private static final String COPIES = "copies";
    private static final String UNTIL = "until";
    private static final String AMOUNT = "amount";
    private static final String BY = "system:enforce";

    private final AccountStore accounts;
    private final ContentStore content;
    private final Ledger ledger;
    private final CaseLog caseLog;
    private final DomainEvents events;
    private final InstantSource clock;

    Sanctions(
            AccountStore accounts,
            ContentStore content,
            Ledger ledger,
            CaseStore cases,
            DomainEvents events,
            InstantSource clock) {
        this.accounts = accounts;
        this.content = content;
        this.ledger = ledger;
        this.caseLog = new CaseLog(cases);
        this.events = events;
        this.clock = clock;
    }

    /** Applies the sanction and says what it changed. */
    Map<String, String> apply(Enforcement enforcement, Sanction sanction) {
        return switch (sanction.kind()) {
            case WARN -> Map.of();
            case REMOVE_CONTENT -> remove(enforcement);
            case SUSPEND -> suspend(enforcement, sanction.days());
            case FORFEIT_CREDITS -> forfeit(enforcement);
            case LEGAL -> {
                flag(enforcement, "Referred to legal action by enforcement " + enforcement.id() + ".");
                yield Map.of();
            }
        };
    }

    /** Undoes the sanction and says what that changed. */
    Map<String, String> undo(Enforcement enforcement, SanctionKind kind) {
        return switch (kind) {
            case WARN -> Map.of();
            case REMOVE_CONTENT -> restore(enforcement);
            case SUSPEND -> lift(enforcement);
            case FORFEIT_CREDITS -> giveBack(enforcement);
            case LEGAL -> {
                flag(enforcement, "Legal referral by enforcement " + enforcement.id() + " withdrawn.");
                yield Map.of();
            }
        };
    }

    /** Ends the suspension that the enforcement imposed. */
    Map<String, String> lift(Enforcement enforcement) {
        var lifted = accounts.lift(enforcement.account(), enforcement.id());
        if (lifted || enforcement.applied().containsKey(SanctionKind.SUSPEND)) {
            publish("account.reinstated", enforcement, Map.of());
        }
        return Map.of("lifted", Boolean.toString(lifted));
    }

    /** When the suspension that was applied ends; empty where none was, or it is for good. */
    static Optional<Instant> until(Enforcement enforcement) {
        return Optional.ofNullable(enforcement
                        .applied()
                        .getOrDefault(SanctionKind.SUSPEND, Map.of())
                        .get(UNTIL))
                .map(Instant::parse);
    }

    /** The credits that were forfeited. */
    static long forfeited(Enforcement enforcement) {
        return Long.parseLong(enforcement
                .applied()
                .getOrDefault(SanctionKind.FORFEIT_CREDITS, Map.of())
                .getOrDefault(AMOUNT, "0"));
    }

    /** The images of the account that were taken down. */
    static List<String> removed(Enforcement enforcement) {
        return listed(enforcement, IMAGES);
    }

    /** What a removal changed: images of the account, and near copies on others. */
    static Map<String, String> removal(List<String> images, List<String> copies) {
        return copies.isEmpty()
                ? Map.of(IMAGES, String.join(",", images))
                : Map.of(IMAGES, String.join(",", images), COPIES, String.join(",", copies));
    }

    /** The near copies on other accounts that were taken down, by account. */
    Map<String, List<String>> copies(Enforcement enforcement) {
        var byAccount = new TreeMap<String, List<String>>();
        for (var image : listed(enforcement, COPIES)) {
            content.find(image)
                    .ifPresent(found -> byAccount
                            .computeIfAbsent(found.account(), account -> new ArrayList<>())
                            .add(image));
        }
        return byAccount;
    }

    private Map<String, String> remove(Enforcement enforcement) {
        var removed = new ArrayList<String>();
        var copies = new ArrayList<String>();
        for (var image : enforcement.imageIds()) {
            var by = remover(image, enforcement);
            if (gone(image, by, enforcement.section())) {
                (by.equals(enforcement.id()) ? removed : copies).add(image);
                publish("content.removed", enforcement, Map.of("image", image));
            }
        }
        return removal(removed, copies);
    }

    /**
     * A near copy on another account is removed by an enforcement of its own, against which that account may appeal.
     */
    private String remover(String image, Enforcement enforcement) {
        return content.find(image)
                .map(Content::account)
                .filter(account -> !account.equals(enforcement.account()))
                .map(account -> Questions.followerId(enforcement.id(), account))
                .orElse(enforcement.id());
    }

    /** An image that its owner deleted meanwhile is out of reach already. */
    private boolean gone(String image, String by, String section) {
        try {
            return content.remove(image, by, section);
        } catch (NotFound e) {
            return false;
        }
    }

    private Map<String, String> restore(Enforcement enforcement) {
        var restored = new TreeSet<>(removed(enforcement));
        restored.addAll(listed(enforcement, COPIES));
        for (var image : enforcement.imageIds().reversed()) {
            if (back(image, remover(image, enforcement))) {
                restored.add(image);
            }
        }
        restored.forEach(image -> publish("content.restored", enforcement, Map.of("image", image)));
        return Map.of(IMAGES, String.join(",", restored));
    }

    private boolean back(String image, String by) {
        try {
            return content.restore(image, by);
        } catch (NotFound e) {
            return false;
        }
    }

    private static List<String> listed(Enforcement enforcement, String name) {
        var listed = enforcement
                .applied()
                .getOrDefault(SanctionKind.REMOVE_CONTENT, Map.of())
                .getOrDefault(name, "");
        return Arrays.stream(listed.split(",")).filter(id -> !id.isEmpty()).toList();
    }

    private Map<String, String> suspend(Enforcement enforcement, @Nullable Integer days) {
        var from = clock.instant();
        var until = days == null ? null : from.plus(Duration.ofDays(days));
        accounts.suspend(enforcement.account(), new Suspension(enforcement.id(), enforcement.section(), from, until));
        // What stands, which an earlier attempt may have imposed at its own time.
        var imposed = accounts.find(enforcement.account())
                .map(account -> account.suspensions().get(enforcement.id()))
                .orElseThrow(() -> new NotFound("no such account"));
        var change = imposed.until() == null
                ? Map.of("from", imposed.from().toString())
                : Map.of(
                        "from",
                        imposed.from().toString(),
                        UNTIL,
                        imposed.until().toString());
        publish("account.suspended", enforcement, change);
        return change;
    }

    private Map<String, String> forfeit(Enforcement enforcement) {
        var amount = ledger.forfeit(enforcement.account(), enforcement.id());
        var change = Map.of(AMOUNT, Long.toString(amount));
        if (amount > 0) {
            publish("credits.forfeited", enforcement, change);
        }
        return change;
    }

    private Map<String, String> giveBack(Enforcement enforcement) {
        var amount = ledger.restore(enforcement.account(), enforcement.id());
        var change = Map.of(AMOUNT, Long.toString(amount));
        if (amount > 0) {
            publish("credits.restored", enforcement, change);
        }
        return change;
    }

    private void flag(Enforcement enforcement, String text) {
        if (enforcement.caseId() != null) {
            caseLog.note(enforcement.caseId(), BY, text, clock.instant());
        }
    }

    private void publish(String type, Enforcement enforcement, Map<String, String> more) {
        events.publish(Events.of(type, enforcement, more));
    }
}
