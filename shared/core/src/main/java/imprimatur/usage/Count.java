package imprimatur.usage;

import java.util.Map;
import java.util.TreeMap;

/**
 * What is counted in one sliding window.
 *
 * @param slot the newest slot that it was brought up to
 * @param bySlot what was counted in each slot; slots with nothing are left out, and so are slots that count no more
 */
public record Count(Window window, long slot, Map<Long, Integer> bySlot) {
    public Count {
        bySlot = Map.copyOf(bySlot);
    }

    static Count none(Window window, long slot) {
        return new Count(window, slot, Map.of());
    }

    public int used() {
        return bySlot.values().stream().mapToInt(Integer::intValue).sum();
    }

    /**
     * Brought up to a slot. One that is older stays away: some other process's clock is ahead, and going back would
     * forget what was counted.
     */
    Count rolledTo(long now) {
        if (now <= slot) {
            return this;
        }
        var kept = new TreeMap<>(bySlot);
        kept.keySet().removeIf(old -> old <= now - window.counted());
        return new Count(window, now, kept);
    }

    /** With one more in the newest slot. */
    Count plusOne() {
        var more = new TreeMap<>(bySlot);
        more.merge(slot, 1, Integer::sum);
        return new Count(window, slot, more);
    }

    /** With one less in a slot, if something is counted there. */
    Count minusOne(long from) {
        var fewer = new TreeMap<>(bySlot);
        fewer.computeIfPresent(from, (key, count) -> count > 1 ? count - 1 : null);
        return new Count(window, slot, fewer);
    }

    /** The slot with which so much leaves the window that there is room again; the newest where there never is. */
    long freeing(int limit) {
        var left = used();
        for (var entry : new TreeMap<>(bySlot).entrySet()) {
            left -= entry.getValue();
            if (left < limit) {
                return entry.getKey();
            }
        }
        return slot;
    }
}
