package imprimatur.imaging;

import imprimatur.base.Hashing;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;

/** Measures image bytes: identity, likeness, and whether a bank knows them. */
public final class ImageScanner {
    private final SafeDecoder decoder;
    private final Supplier<HashIndex> banks;

    public ImageScanner(SafeDecoder decoder, Supplier<HashIndex> banks) {
        this.decoder = decoder;
        this.banks = banks;
    }

    /**
     * Measures; never throws for what the bytes are.
     *
     * @throws imprimatur.base.ImprimaturException.Unavailable if the banks cannot be read
     */
    public Scan scan(byte[] bytes) {
        var index = banks.get();
        var sha256 = Hashing.sha256(bytes);
        return switch (decoder.decode(bytes, PdqHasher::hash)) {
            case Decoded.Frames<PdqHash> frames ->
                new Scan(
                        sha256,
                        frames.type(),
                        frames.width(),
                        frames.height(),
                        richest(frames.frames()),
                        index.match(sha256, frames.frames()).orElse(null),
                        null);
            case Decoded.Undecodable<PdqHash> undecodable ->
                new Scan(
                        sha256,
                        undecodable.type(),
                        0,
                        0,
                        null,
                        index.match(sha256, List.of()).orElse(null),
                        undecodable.reason());
        };
    }

    private static PdqHash richest(List<PdqHash> frames) {
        return frames.stream().max(Comparator.comparingInt(PdqHash::quality)).orElseThrow();
    }
}
