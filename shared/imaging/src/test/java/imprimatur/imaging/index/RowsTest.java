package imprimatur.imaging.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RowsTest {
    private static final int MANY = 40_000;

    private final Random random = new Random(7);
    private final Arena arena = Arena.ofAuto();

    private long[] spread() {
        return new long[] {random.nextLong(), random.nextLong(), random.nextLong(), random.nextLong()};
    }

    /** Bits that are mostly alike, as of pictures that share their layout: each bit is set in one hash of twenty. */
    private long[] sparse() {
        var hash = new long[4];
        for (var bit = 0; bit < 256; bit++) {
            hash[bit / 64] |= random.nextInt(20) == 0 ? 1L << (bit % 64) : 0;
        }
        return hash;
    }

    /** The first twelve bands are the same in all. */
    private long[] crowded() {
        return new long[] {0x0123456789ABCDEFL, 42, -1, random.nextLong()};
    }

    /** Bits at random places turned. */
    private long[] turned(long[] hash, int bits) {
        var copy = hash.clone();
        var places = new ArrayList<Integer>();
        while (places.size() < bits) {
            var place = random.nextInt(256);
            if (!places.contains(place)) {
                places.add(place);
                copy[place / 64] ^= 1L << (place % 64);
            }
        }
        return copy;
    }

    private Rows rows(List<long[]> hashes, boolean near) {
        return Rows.open(block(hashes, near), hashes.size(), near);
    }

    private MemorySegment block(List<long[]> hashes, boolean near) {
        var builder = new RowsBuilder(near);
        for (var i = 0; i < hashes.size(); i++) {
            builder.add(hashes.get(i), i);
        }
        var block = arena.allocate(builder.bytes(), 8);
        builder.write(block);
        return block;
    }

    private static int distance(long[] one, long[] other) {
        var distance = 0;
        for (var word = 0; word < 4; word++) {
            distance += Long.bitCount(one[word] ^ other[word]);
        }
        return distance;
    }

    /** Label → least distance, by comparing everything. */
    private static Map<Integer, Integer> oracle(List<long[]> hashes, long[]... queries) {
        var found = new HashMap<Integer, Integer>();
        for (var i = 0; i < hashes.size(); i++) {
            for (var query : queries) {
                var distance = distance(hashes.get(i), query);
                if (distance <= 31) {
                    found.merge(i, distance, Math::min);
                }
            }
        }
        return found;
    }

    private static Map<Integer, Integer> found(Rows rows, long[]... queries) {
        var found = new HashMap<Integer, Integer>();
        rows.near(queries, (row, distance) -> found.merge(rows.label(row), distance, Math::min));
        return found;
    }

    private List<long[]> many(int count, Supplier<long[]> source) {
        var hashes = new ArrayList<long[]>();
        while (hashes.size() < count) {
            hashes.add(source.get());
        }
        return hashes;
    }

    private void agreesWithTheOracle(List<long[]> hashes) {
        var rows = rows(hashes, true);
        var hits = 0;
        for (var bits = 0; bits <= 34; bits++) {
            var query = turned(hashes.get(random.nextInt(hashes.size())), bits);
            var expected = oracle(hashes, query);
            assertEquals(expected, found(rows, query), bits + " bits turned");
            hits += expected.size();
        }
        assertTrue(hits >= 32, "the queries find something");
    }

    @Test
    void evenlySpreadHashesAreFoundAsByComparingAll() {
        agreesWithTheOracle(many(MANY, this::spread));
    }

    @Test
    void aFewHashesAreFoundAsByComparingAll() {
        agreesWithTheOracle(many(50, this::spread));
    }

    @Test
    void hashesThatAreMostlyAlikeAreFoundAsByComparingAll() {
        agreesWithTheOracle(many(MANY, this::sparse));
    }

    @Test
    void hashesThatShareMostBandsAreFoundAsByComparingAll() {
        agreesWithTheOracle(many(MANY, this::crowded));
    }

    @Test
    void manyCopiesOfOneHashAreAllFound() {
        var one = spread();
        var hashes = many(MANY, this::spread);
        hashes.addAll(many(5_000, () -> turned(one, random.nextInt(20))));

        assertEquals(oracle(hashes, one), found(rows(hashes, true), one));
    }

    @Test
    void severalHashesAreLookedUpAsOne() {
        var hashes = many(MANY, this::spread);
        var queries = new long[][] {turned(hashes.get(1), 31), spread(), turned(hashes.get(2), 5)};

        assertEquals(oracle(hashes, queries), found(rows(hashes, true), queries));
    }

    @Test
    void everyRowFindsItselfByEquality() {
        for (var count : List.of(1, 100, MANY)) {
            var hashes = many(count, this::spread);
            var rows = rows(hashes, false);
            for (var label : List.of(0, count / 2, count - 1)) {
                var found = new ArrayList<Integer>();
                rows.equal(hashes.get(label), (row, distance) -> found.add(rows.label(row)));
                assertEquals(List.of(label), found);
            }
            rows.equal(spread(), (row, distance) -> assertFalse(true, "nothing is equal"));
        }
    }

    @Test
    void noRowsAreSearchedWithoutHarm() {
        var rows = rows(List.of(), true);

        assertEquals(Map.of(), found(rows, spread()));
    }

    @Test
    void aBlockOfAnotherSizeIsRefused() {
        var block = block(many(MANY, this::spread), true);

        assertThrows(IllegalArgumentException.class, () -> Rows.open(block, MANY - 1, true));
        assertThrows(IllegalArgumentException.class, () -> Rows.open(block.asSlice(0, 100), MANY, true));
        assertThrows(IllegalArgumentException.class, () -> Rows.open(block, MANY, false));
    }

    @Test
    void aBlockWhoseBandsAreBrokenIsRefused() {
        var layout = new Layout(MANY, true);
        var block = block(many(MANY, this::spread), true);
        block.set(Layout.NUMBER, layout.start(9, 300), MANY + 1);

        assertThrows(IllegalArgumentException.class, () -> Rows.open(block, MANY, true));
    }

    @Test
    void tenMillionHashesTakeLessThanAGigabyte() {
        assertTrue(Rows.bytes(10_000_000, true) < 900_000_000L);
    }

    @Test
    void flipsThatAreChosenMissNothing() {
        for (var round = 0; round < 200; round++) {
            var weights = new Weights();
            for (var band = 0; band < Layout.BANDS; band++) {
                for (var flips = 0; flips <= Masks.MOST; flips++) {
                    weights.set(band, flips, random.nextInt(1 << random.nextInt(20)) * (flips + 1L));
                }
            }
            var best = weights.best(32);
            var sum = 0;
            for (var flips : best) {
                sum += flips + 1;
            }
            assertTrue(sum >= 32, "a row within 31 bits would be missed");
            assertTrue(weights.of(best) <= weights.ofOneFlipEach(), "the even choice is one of them");
        }
    }
}
