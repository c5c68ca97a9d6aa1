package imprimatur.base;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashSet;
import org.junit.jupiter.api.Test;

class IdsTest {
    private static final Instant NOON = Instant.parse("2026-11-25T12:00:00Z");

    @Test
    void anIdIsItsPrefixAndTwentySixDigits() {
        assertTrue(Ids.next("chk", NOON).matches("chk_[0-9a-hjkmnp-tv-z]{26}"));
    }

    @Test
    void idsSortByTime() {
        assertTrue(Ids.next("chk", NOON).compareTo(Ids.next("chk", NOON.plusMillis(1))) < 0);
        assertTrue(Ids.next("chk", NOON).compareTo(Ids.next("chk", NOON.plusSeconds(40_000_000))) < 0);
    }

    @Test
    void idsOfOneInstantDiffer() {
        var seen = new HashSet<String>();
        for (var i = 0; i < 10_000; i++) {
            seen.add(Ids.next("chk", NOON));
        }
        assertEquals(10_000, seen.size());
    }
}
