package imprimatur.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Time and memory: no file takes more than its share, and none harms the next. */
class DecodeBoundsTest {
    private static final int HOSTILE = 8;

    private static byte[] large(String format) {
        return Pictures.file(Pictures.image(Pictures.NOISE, 3_000, 3_000, BufferedImage.TYPE_BYTE_GRAY), format);
    }

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpeg", "gif"})
    void aDecodeThatIsLeftBehindStopsItself(String format) throws InterruptedException {
        var decoded = new SafeDecoder(Duration.ofMillis(2)).decode(large(format), PdqHasher::hash);

        assertEquals(
                "takes longer than 0 s to decode",
                assertInstanceOf(Decoded.Undecodable.class, decoded).reason());
        for (var thread : decoders()) {
            thread.join(Duration.ofSeconds(20));
            assertFalse(thread.isAlive());
        }
    }

    private static Iterable<Thread> decoders() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals("decode"))
                .toList();
    }

    @Test
    void aReaderIsStoppedAtItsNextLookAtTheBytes() throws IOException {
        try (var late = new ByteInput(new byte[5_000], Deadline.in(Duration.ZERO))) {
            assertThrows(Refusal.class, () -> late.read(new byte[10], 0, 10));
            assertThrows(Refusal.class, late::read);
        }
    }

    @Test
    void severalHostileFilesAtOnceDoNotHurtTheNext() throws Exception {
        var decoder = new SafeDecoder(Duration.ofSeconds(2));
        var files = new byte[][] {large("png"), large("jpeg"), large("gif"), new byte[] {1, 2, 3}};
        var work = new ArrayList<Future<Decoded<PdqHash>>>();
        try (var pool = Executors.newFixedThreadPool(HOSTILE)) {
            for (var i = 0; i < HOSTILE; i++) {
                var file = files[i % files.length];
                work.add(pool.submit(() -> decoder.decode(file, picture -> {
                    throw new OutOfMemoryError("as by a decoder");
                })));
            }
            for (var one : work) {
                assertInstanceOf(Decoded.Undecodable.class, one.get());
            }
        }
        var next = new SafeDecoder()
                .decode(Pictures.file(Pictures.image(Pictures.NOISE, 30, 20), "png"), Function.identity());

        assertInstanceOf(Decoded.Frames.class, next);
    }

    @Test
    void largePicturesWaitForEachOther() throws Exception {
        var budget = new DecodeBudget(16L * 1024 * 1024);
        var running = new AtomicInteger();
        var most = new AtomicInteger();
        try (var pool = Executors.newFixedThreadPool(HOSTILE)) {
            var work = new ArrayList<Future<Integer>>();
            for (var i = 0; i < HOSTILE; i++) {
                work.add(pool.submit(() -> budget.run(600_000, Deadline.in(Duration.ofSeconds(30)), () -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    return running.decrementAndGet();
                })));
            }
            for (var one : work) {
                assertEquals(0, one.get());
            }
        }
        assertEquals(1, most.get());
    }

    @Test
    void whatFindsNoRoomInTimeIsHeldAndTheRoomIsGivenBack() throws Exception {
        var budget = new DecodeBudget(1);
        var taken = new CountDownLatch(1);
        var end = new CountDownLatch(1);
        var failure = new AtomicReference<Throwable>();
        var holder = Thread.ofPlatform().start(() -> {
            try {
                budget.run(1, Deadline.in(Duration.ofSeconds(30)), () -> {
                    taken.countDown();
                    try {
                        end.await();
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                    }
                    return 1;
                });
            } catch (IOException | RuntimeException e) {
                failure.set(e);
            }
        });
        taken.await();

        assertThrows(Refusal.class, () -> budget.run(1, Deadline.in(Duration.ofMillis(5)), () -> 2));
        end.countDown();
        holder.join();
        assertEquals(3, budget.run(1, Deadline.in(Duration.ofSeconds(30)), () -> 3));
        assertTrue(failure.get() == null);
    }
}
