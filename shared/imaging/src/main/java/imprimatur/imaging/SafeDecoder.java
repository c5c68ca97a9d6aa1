package imprimatur.imaging;

import imprimatur.base.Limits;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Decodes hostile bytes: PNG, JPEG, GIF and WebP, recognised by content, animations frame by frame.
 *
 * <p>Sizes are checked before pixels are decoded, whatever a decoder throws is caught, and a decoder that takes longer
 * than {@link Limits#DECODE_TIME} is left behind and stops itself; large pictures wait for each other
 * ({@link DecodeBudget}). What cannot be seen whole is {@link Decoded.Undecodable}, for a person to look at: files that
 * are cut off or beyond a limit, AVIF and HEIC.
 */
public final class SafeDecoder {
    private final Duration time;

    public SafeDecoder() {
        this(Limits.DECODE_TIME);
    }

    SafeDecoder(Duration time) {
        this.time = time;
    }

    /**
     * Hands over picture after picture, so that memory holds one at a time. A still is handed over as viewers show it,
     * and then as it is stored where that differs ({@link Upright}): what is hidden under alpha is looked at too, and
     * the stored form is the one that Meta's reference hashes. Never throws for what the bytes are.
     */
    public <T> Decoded<T> decode(byte[] bytes, Function<Picture, T> each) {
        var type = ImageType.of(bytes).orElse(null);
        if (type == null) {
            return new Decoded.Undecodable<>(null, bytes.length == 0 ? "empty file" : "no image type that is known");
        }
        if (bytes.length > Limits.IMAGE_BYTES) {
            return new Decoded.Undecodable<>(type, "larger than " + Limits.IMAGE_BYTES + " bytes");
        }
        var deadline = Deadline.in(time);
        var task = new FutureTask<>(new Decoding<>(type, bytes, deadline, each)::run);
        Thread.ofPlatform().daemon().name("decode").start(task);
        try {
            return task.get(time.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            task.cancel(true);
            return new Decoded.Undecodable<>(type, deadline.overdue().reason());
        } catch (InterruptedException e) {
            task.cancel(true);
            Thread.currentThread().interrupt();
            return new Decoded.Undecodable<>(type, "interrupted");
        } catch (ExecutionException e) {
            throw new IllegalStateException("decoding failed outside the decoder", e);
        }
    }
}
