package imprimatur.imaging;

import imprimatur.base.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The hash banks, ready for lookup: SHA-256 by equality, PDQ within {@link Limits#PDQ_DISTANCE}, exact. A snapshot
 * holds what was there when it was made; what has changed since stands before it.
 */
public final class HashIndex {
    private final SnapshotFile snapshot;
    private final Map<BankEntry.Key, Optional<BankEntry>> changes;
    private final SnapshotFile changed;
    private final Map<String, Bank> banks;
    private final Instant now;

    /** Of these entries alone, in banks without settings. */
    public HashIndex(List<BankEntry> all) {
        this(SnapshotFile.of(all), Map.of(), List.of(), Instant.EPOCH);
    }

    /**
     * Of a snapshot and what has changed since.
     *
     * @param changes each entry that was added or changed since, and empty for one that was taken out
     * @param now when banks expire
     */
    public HashIndex(
            SnapshotFile snapshot, Map<BankEntry.Key, Optional<BankEntry>> changes, List<Bank> banks, Instant now) {
        this.snapshot = snapshot;
        this.changes = Map.copyOf(changes);
        this.changed = SnapshotFile.of(
                changes.values().stream().flatMap(Optional::stream).toList());
        this.banks = banks.stream().collect(Collectors.toMap(Bank::name, Function.identity()));
        this.now = now;
    }

    /**
     * An entry that holds for an image, with who put it there and why.
     *
     * @param distance 0 for equal bytes
     * @param bank settings of the entry's bank; null where it has none
     * @param beside other entries that hold for the image, at most {@link Limits#BANK_MATCHES}
     */
    public record Match(
            BankEntry entry, int distance, @Nullable Bank bank, List<BankEntry> beside) {
        public Match {
            beside = List.copyOf(beside);
        }

        /** What the match means, for moderators. */
        public String evidence() {
            var text = new StringBuilder("bank " + entry.bank() + ", " + entry.kind() + " " + entry.hash()
                    + " at distance " + distance + ", added by " + entry.addedBy());
            if (entry.note() != null) {
                text.append(": ").append(entry.note());
            }
            if (bank != null && bank.source() != null) {
                text.append("; source ").append(bank.source());
            }
            if (bank != null && bank.owner() != null) {
                text.append("; owner ").append(bank.owner());
            }
            if (entry.standing() == BankEntry.Standing.SUSPECT) {
                text.append("; the entry is suspect");
            }
            return text.toString();
        }
    }

    /**
     * The entry that decides. For one frame an allowed hash outweighs a banned one and that a held one, and among
     * equals the nearest counts; over all frames the hardest counts, so that a harmless frame hides nothing.
     *
     * @param frames hashes of every frame; those of low quality are not used
     */
    public Optional<Match> match(String sha256, List<PdqHash> frames) {
        var exact = exact(sha256);
        var ofFrames = frames.isEmpty()
                ? List.of(exact)
                : frames.stream().map(frame -> with(exact, sha256, frame)).toList();
        return ofFrames.stream()
                .flatMap(matches -> strongest(matches).stream())
                .min(Comparator.comparingInt((Match match) -> hardness(match.entry.effect()))
                        .thenComparingInt(Match::distance))
                .map(match -> new Match(match.entry, match.distance, match.bank, beside(match, ofFrames)));
    }

    private static List<BankEntry> beside(Match decides, List<List<Match>> ofFrames) {
        return ofFrames.stream()
                .flatMap(List::stream)
                .map(Match::entry)
                .filter(entry -> !entry.key().equals(decides.entry.key()))
                .distinct()
                .limit(Limits.BANK_MATCHES)
                .toList();
    }

    /** Every entry that holds for an image, nearest first, each once. */
    public List<Match> all(String sha256, List<PdqHash> frames) {
        var matches = exact(sha256);
        for (var frame : frames) {
            matches = with(matches, sha256, frame);
        }
        return matches.stream()
                .sorted(Comparator.comparingInt(Match::distance))
                .collect(Collectors.toMap(match -> match.entry.key(), Function.identity(), (nearest, other) -> nearest))
                .values()
                .stream()
                .sorted(Comparator.comparingInt(Match::distance)
                        .thenComparing(match -> match.entry.key().toString()))
                .toList();
    }

    private List<Match> exact(String sha256) {
        var matches = new ArrayList<Match>();
        changed.equal(sha256, (entry, distance) -> add(matches, sha256, entry, distance));
        snapshot.equal(sha256, (entry, distance) -> addUnchanged(matches, sha256, entry, distance));
        return matches;
    }

    private List<Match> with(List<Match> exact, String sha256, PdqHash frame) {
        var matches = new ArrayList<>(exact);
        if (frame.usable()) {
            changed.near(frame.turns(), (entry, distance) -> add(matches, sha256, entry, distance));
            snapshot.near(frame.turns(), (entry, distance) -> addUnchanged(matches, sha256, entry, distance));
        }
        return matches;
    }

    private void addUnchanged(List<Match> matches, String sha256, BankEntry entry, int distance) {
        if (!changes.containsKey(entry.key())) {
            add(matches, sha256, entry, distance);
        }
    }

    private void add(List<Match> matches, String sha256, BankEntry entry, int distance) {
        var bank = banks.get(entry.bank());
        if (entry.standing() != BankEntry.Standing.DISABLED && (bank == null || bank.inForce(sha256, now))) {
            matches.add(new Match(entry, distance, bank, List.of()));
        }
    }

    private static Optional<Match> strongest(List<Match> matches) {
        return matches.stream()
                .min(Comparator.comparingInt((Match match) -> precedence(match.entry.effect()))
                        .thenComparingInt(Match::distance));
    }

    private static int precedence(BankEntry.Purpose purpose) {
        return switch (purpose) {
            case ALLOW -> 0;
            case BAN -> 1;
            case HOLD -> 2;
        };
    }

    private static int hardness(BankEntry.Purpose purpose) {
        return switch (purpose) {
            case BAN -> 0;
            case HOLD -> 1;
            case ALLOW -> 2;
        };
    }
}
