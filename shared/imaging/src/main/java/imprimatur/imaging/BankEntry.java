package imprimatur.imaging;

import com.fasterxml.jackson.annotation.JsonProperty;
import imprimatur.base.Limits;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A hash in a bank, with who put it there and why.
 *
 * @param bank name, such as {@code local}
 * @param kind of the hash
 * @param hash 64 hex digits
 * @param section the section of the policy that content with this hash violates
 * @param addedBy a person, {@code system:scan}, or an enforcement's id, which alone takes it out again
 * @param note why it is there
 * @param standing whether it is in force
 */
public record BankEntry(
        String bank,
        Kind kind,
        String hash,
        Purpose purpose,
        String section,
        String addedBy,
        @Nullable String note,
        Instant addedAt,
        Standing standing) {
    /** A new entry, in force. */
    public BankEntry(
            String bank,
            Kind kind,
            String hash,
            Purpose purpose,
            String section,
            String addedBy,
            @Nullable String note,
            Instant addedAt) {
        this(bank, kind, hash, purpose, section, addedBy, note, addedAt, Standing.ENFORCED);
    }

    /** The same entry in another standing. */
    public BankEntry in(Standing other) {
        return new BankEntry(bank, kind, hash, purpose, section, addedBy, note, addedAt, other);
    }

    /** What names it. */
    public Key key() {
        return new Key(bank, kind, hash);
    }

    /** What a match with it means as it stands: a suspect ban holds. */
    public Purpose effect() {
        return purpose == Purpose.BAN && standing == Standing.SUSPECT ? Purpose.HOLD : purpose;
    }

    /** Names an entry: a hash is in a bank once. */
    public record Key(String bank, Kind kind, String hash) {
        @Override
        public String toString() {
            return bank + "/" + kind.name().toLowerCase(Locale.ROOT) + ":" + hash;
        }
    }

    /** Bans of the image's bytes and, where its PDQ hash may be used, of its likeness, for the local bank. */
    public static List<BankEntry> bans(ImageRecord image, String section, String addedBy, Instant now) {
        var note = note(image);
        var bans = new ArrayList<BankEntry>();
        if (image.sha256() != null) {
            bans.add(new BankEntry(
                    BankStore.LOCAL, Kind.SHA256, image.sha256(), Purpose.BAN, section, addedBy, note, now));
        }
        if (image.pdq() != null && image.pdqQuality() >= Limits.PDQ_QUALITY) {
            bans.add(new BankEntry(BankStore.LOCAL, Kind.PDQ, image.pdq(), Purpose.BAN, section, addedBy, note, now));
        }
        return List.copyOf(bans);
    }

    /** The note of an entry that an image brought into a bank. */
    public static String note(ImageRecord image) {
        return "image " + image.id();
    }

    public enum Kind {
        @JsonProperty("pdq")
        PDQ,
        @JsonProperty("sha256")
        SHA256
    }

    /** What a match means. */
    public enum Purpose {
        /** Blocked. */
        @JsonProperty("ban")
        BAN,
        /** Held for a person. */
        @JsonProperty("hold")
        HOLD,
        /** A known false alarm: never blocked by hash. */
        @JsonProperty("allow")
        ALLOW
    }

    /** Whether an entry is in force. */
    public enum Standing {
        @JsonProperty("enforced")
        ENFORCED,
        /** Matched more accounts than is likely: holds what it would block until a person has looked. */
        @JsonProperty("suspect")
        SUSPECT,
        /** A person has looked and found it right: never suspect again. */
        @JsonProperty("confirmed")
        CONFIRMED,
        /** Matches nothing. */
        @JsonProperty("disabled")
        DISABLED
    }
}
