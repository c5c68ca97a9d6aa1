package imprimatur.imaging;

import java.io.IOException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/**
 * How many pixels are decoded at once in this process: as many as half of its memory holds, one picture at least. So
 * several large files wait for each other and do not exhaust the memory together.
 */
final class DecodeBudget {
    /** A decoder's raster, a canvas and a {@link Picture} at worst. */
    private static final int BYTES_A_PIXEL = 16;
    /** One permit. */
    private static final int PIXELS = 1024;

    private static final DecodeBudget OF_PROCESS =
            new DecodeBudget(Runtime.getRuntime().maxMemory() / 2);

    private final int all;
    private final Semaphore permits;

    DecodeBudget(long bytes) {
        this.all = Math.clamp(bytes / BYTES_A_PIXEL / PIXELS, 1, Integer.MAX_VALUE);
        this.permits = new Semaphore(all, true);
    }

    static DecodeBudget ofProcess() {
        return OF_PROCESS;
    }

    /** What needs the room. */
    interface Work<R> {
        R run() throws IOException;
    }

    /**
     * Waits until there is room, and keeps it while the work runs.
     *
     * @throws Refusal past the deadline
     */
    <R> R run(long pixels, Deadline deadline, Work<R> work) throws IOException {
        var share = (int) Math.min(all, pixels / PIXELS + 1);
        try {
            if (!permits.tryAcquire(share, deadline.left(), TimeUnit.NANOSECONDS)) {
                throw deadline.overdue();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw deadline.overdue();
        }
        try {
            return work.run();
        } finally {
            permits.release(share);
        }
    }
}
