package imprimatur.usage.profile;

import org.jspecify.annotations.Nullable;

/**
 * A {@link Behaviour} of which only keyed hashes are left; 0 where something is not known.
 *
 * @param millis since the epoch
 * @param fingerprint of the event, so that its duplicates are known
 * @param browser whether its sender says that it is a browser
 * @param refused whether the prompt was blocked
 * @param image hash of the image's id, and {@code imageNumber} the number that it ends with, −1 where none
 */
public record Trace(
        String account,
        Behaviour.Kind kind,
        long millis,
        int fingerprint,
        long key,
        long ip,
        long asn,
        long country,
        long agent,
        long device,
        long payment,
        boolean browser,
        boolean refused,
        @Nullable PromptPrint prompt,
        long image,
        long imageNumber,
        @Nullable String sample) {
    /** Whole seconds since the epoch, as they are kept. */
    public int seconds() {
        return (int) (millis / 1000);
    }

    long hour() {
        return Math.floorDiv(millis, 3_600_000L);
    }

    /** Who sits at the other end: the device, or what stands for one. */
    long session() {
        return device != 0 ? device : Mix.of(agent, ip == 0 ? asn : ip);
    }
}
