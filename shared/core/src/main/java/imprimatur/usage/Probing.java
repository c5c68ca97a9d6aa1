package imprimatur.usage;

import imprimatur.base.Limits;
import imprimatur.base.Tokens;
import imprimatur.policy.Signal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds accounts that try variants of refused prompts until one gets through: whoever sends a prompt that resembles
 * {@link Limits#PROBING_VARIANTS} different ones refused within {@link Limits#PROBING_WINDOW}, to the account or to one
 * on the same device or address, is probing, and is slowed for that long. Nothing is kept from which a prompt, a device
 * or an address could be read.
 */
public final class Probing {
    /** What the key of the hashes is derived for; tokens of this purpose are given to nobody. */
    private static final String PURPOSE = "probing";

    private final AttemptStore store;
    private final Tokens tokens;
    private volatile @Nullable SecretHash hash;

    public Probing(AttemptStore store, Tokens tokens) {
        this.store = store;
        this.tokens = tokens;
    }

    /**
     * Who sends a prompt.
     *
     * @param ip where from, and {@code device} on what; null where unknown
     */
    public record Sender(
            String account, @Nullable String ip, @Nullable String device) {}

    /**
     * Looks at a prompt before it is decided on.
     *
     * @param text as it was sent
     * @param canonical the text without its disguises
     */
    public Trial look(Sender sender, String text, String canonical, Instant now) {
        return look(sender, text, canonical, store.recent(subjects(sender), since(now)), now);
    }

    /** As the other, for one who has read what is kept of the {@link #subjects} since {@link #since}. */
    public Trial look(Sender sender, String text, String canonical, List<Attempt> recent, Instant now) {
        return new Trial(subjects(sender), sender.account(), text, canonical, now, recent);
    }

    /** From when on refused prompts count. */
    public static Instant since(Instant now) {
        return now.minus(Limits.PROBING_WINDOW);
    }

    /** What refused prompts of the sender are kept under. */
    public List<String> subjects(Sender sender) {
        var subjects = new ArrayList<String>();
        subjects.add("account#" + sender.account());
        if (sender.device() != null) {
            subjects.add("device#" + hash().of("device", sender.device()));
        }
        if (sender.ip() != null) {
            subjects.add("ip#" + hash().of("ip", sender.ip()));
        }
        return subjects;
    }

    /** One key for all processes of a deployment; asked for when first needed, which most prompts never do. */
    private SecretHash hash() {
        var known = hash;
        if (known == null) {
            known = new SecretHash(tokens.sign(PURPOSE, "hashes"));
            hash = known;
        }
        return known;
    }

    /** The secret hashes of a prompt's account and text, and the sketch of its canonical text. */
    private record Prints(String by, String exact, Sketch sketch) {}

    /** One prompt against what was refused before. */
    public final class Trial {
        private final List<String> subjects;
        private final String account;
        private final String text;
        private final String canonical;
        private final Instant now;
        private final int variants;
        private final boolean probedBefore;
        private @Nullable Prints prints;

        private Trial(
                List<String> subjects,
                String account,
                String text,
                String canonical,
                Instant now,
                List<Attempt> recent) {
            this.subjects = List.copyOf(subjects);
            this.account = account;
            this.text = text;
            this.canonical = canonical;
            this.now = now;
            this.variants = recent.isEmpty() ? 0 : variants(recent);
            this.probedBefore = !recent.isEmpty()
                    && recent.stream()
                            .anyMatch(
                                    attempt -> attempt.probing() && attempt.by().equals(prints().by()));
        }

        private int variants(List<Attempt> recent) {
            var own = prints();
            return (int) recent.stream()
                    .filter(Attempt::refused)
                    .filter(attempt -> !attempt.exact().equals(own.exact()))
                    .filter(attempt -> attempt.sketch().resembles(own.sketch()))
                    .map(Attempt::exact)
                    .distinct()
                    .count();
        }

        /** {@code account.probing}, where the prompt is a variant of a refused one; 1 where there are too many. */
        public Optional<Signal> signal() {
            return variants == 0
                    ? Optional.empty()
                    : Optional.of(new Signal(
                            "account.probing",
                            Math.min(1, (double) variants / Limits.PROBING_VARIANTS),
                            "resembles " + variants + " refused in the last " + Limits.PROBING_WINDOW.toMinutes()
                                    + " minutes"));
        }

        /** Whether the account is held to a lower rate for now. */
        public boolean slowed() {
            return probing() || probedBefore;
        }

        /** Keeps what a later prompt is held against. */
        public void decided(boolean refused) {
            if (refused || probing()) {
                var own = prints();
                store.add(subjects, new Attempt(now, own.by(), own.exact(), own.sketch(), refused, probing()));
            }
        }

        /** Made when first needed, and once: a sketch hashes every piece of the text. */
        private Prints prints() {
            var known = prints;
            if (known == null) {
                known = new Prints(hash().of("account", account), hash().of("text", text), hash().sketch(canonical));
                prints = known;
            }
            return known;
        }

        private boolean probing() {
            return variants >= Limits.PROBING_VARIANTS;
        }
    }
}
