package imprimatur.usage;

import imprimatur.base.Limits;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Remembers who goes on asking although a limit is reached: after {@link Limits#REFUSALS_IN_A_ROW} refusals the next
 * ones cost neither a screening nor a call, for {@link Limits#REFUSAL_REMEMBERED} at most and never beyond the reset.
 *
 * @param <T> what is answered
 */
public final class FarOver<T> {
    private record Refusal<T>(T answer, int inARow, Instant until) {}

    private final Map<String, Refusal<T>> refusals = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Refusal<T>> eldest) {
            return size() > Limits.REFUSALS_REMEMBERED;
        }
    };

    /** What to answer without looking; empty for one who must be looked at. */
    public synchronized Optional<T> answer(String who, Instant now) {
        var refusal = refusals.get(who);
        return refusal != null && refusal.inARow() >= Limits.REFUSALS_IN_A_ROW && now.isBefore(refusal.until())
                ? Optional.of(refusal.answer())
                : Optional.empty();
    }

    /** Somebody was refused, and will be until the reset. */
    public synchronized void refused(String who, T answer, Instant reset, Instant now) {
        var latest = now.plus(Limits.REFUSAL_REMEMBERED);
        var until = reset.isBefore(latest) ? reset : latest;
        var before = refusals.get(who);
        refusals.put(who, new Refusal<>(answer, before == null ? 1 : before.inARow() + 1, until));
    }

    /** Somebody was admitted. */
    public synchronized void admitted(String who) {
        refusals.remove(who);
    }
}
