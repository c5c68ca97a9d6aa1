package imprimatur.scan;

import imprimatur.aws.Log;
import imprimatur.base.Hashing;
import imprimatur.base.Limits;
import imprimatur.cases.CaseStore;
import imprimatur.cases.Notice;
import imprimatur.cases.Subject;
import imprimatur.imaging.BankEntry;
import imprimatur.imaging.BankEntry.Purpose;
import imprimatur.imaging.BankEntry.Standing;
import imprimatur.imaging.BankStore;
import imprimatur.imaging.scan.Scan;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Hashes that match more accounts in a day than is likely. Such a hash may be wrong, or be everywhere: what it matches
 * is held and not let through, nothing more is banned on its word, and a person is asked about it once an hour at most,
 * in one case that all images of that hour join, instead of once for every image.
 */
final class Suspects {
    private static final int ID_DIGITS = 26;

    private final BankStore banks;
    private final CaseStore cases;
    private final Log log;
    private final InstantSource clock;

    Suspects(BankStore banks, CaseStore cases, Log log, InstantSource clock) {
        this.banks = banks;
        this.cases = cases;
        this.log = log;
        this.clock = clock;
    }

    /**
     * Counts the matches of an image; true where they made a hash suspect. With it go the others that match the image
     * and were added by the same: a scan bans the hashes of what it blocks in the name of the one that was matched.
     */
    boolean becomeSuspect(Scan scan, String account) {
        var match = scan.match();
        if (match == null) {
            return false;
        }
        var inForce = Stream.concat(Stream.of(match.entry()), match.beside().stream())
                .filter(entry -> entry.purpose() != Purpose.ALLOW && entry.standing() == Standing.ENFORCED)
                .toList();
        var adders = inForce.stream()
                .filter(entry -> banks.seen(entry.key(), account, clock.instant()) > Limits.BANK_ACCOUNTS_A_DAY)
                .map(BankEntry::addedBy)
                .collect(Collectors.toSet());
        var suspects = inForce.stream()
                .filter(entry -> adders.contains(entry.addedBy()))
                .toList();
        suspects.forEach(this::suspect);
        return !suspects.isEmpty();
    }

    private void suspect(BankEntry entry) {
        log.warn("bank.suspect", Map.of("entry", entry.key().toString()));
        banks.stand(entry.key(), Standing.SUSPECT);
    }

    /** Whether an image is held by a suspect hash. */
    static boolean holds(Scan scan) {
        var match = scan.match();
        return match != null && match.entry().standing() == Standing.SUSPECT;
    }

    /** Asks a person about the hash that holds an image. */
    void join(Notice notice, Scan scan, Instant due) {
        var match = scan.match();
        if (match != null) {
            cases.join(notice, subject(match.entry(), notice.receivedAt()), null, due);
        }
    }

    private static Subject subject(BankEntry entry, Instant at) {
        var hour = at.truncatedTo(ChronoUnit.HOURS);
        var digits = Hashing.sha256(entry.key() + "\n" + hour).substring(0, ID_DIGITS);
        return new Subject(Subject.Kind.NOTICE, "hash_" + digits);
    }
}
