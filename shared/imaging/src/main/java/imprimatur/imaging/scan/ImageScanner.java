package imprimatur.imaging.scan;

import imprimatur.base.Hashing;
import imprimatur.imaging.Decoded;
import imprimatur.imaging.HashIndex;
import imprimatur.imaging.PdqHash;
import imprimatur.imaging.PdqHasher;
import imprimatur.imaging.Picture;
import imprimatur.imaging.SafeDecoder;
import imprimatur.imaging.model.ImageModels;
import imprimatur.imaging.model.Looks;
import imprimatur.imaging.provenance.Provenance;
import java.util.Comparator;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Measures image bytes: identity, likeness, whether a bank knows them, what models see, and where they say they come
 * from.
 */
public final class ImageScanner {
    private final SafeDecoder decoder;
    private final Supplier<HashIndex> banks;
    private final @Nullable ImageModels models;

    /** A scanner that looks. */
    public ImageScanner(SafeDecoder decoder, Supplier<HashIndex> banks, ImageModels models) {
        this(models, decoder, banks);
    }

    private ImageScanner(@Nullable ImageModels models, SafeDecoder decoder, Supplier<HashIndex> banks) {
        this.decoder = decoder;
        this.banks = banks;
        this.models = models;
    }

    /** A scanner that knows pictures by their hashes and sees nothing: not enough to decide on an upload. */
    public static ImageScanner withoutModels(SafeDecoder decoder, Supplier<HashIndex> banks) {
        return new ImageScanner(null, decoder, banks);
    }

    /** A frame's hash, and the frame for the models where there are any. */
    private record Seen(PdqHash hash, @Nullable Picture picture) {}

    /**
     * Measures; never throws for what the bytes are.
     *
     * @throws imprimatur.base.ImprimaturException.Unavailable if the banks cannot be read
     */
    public Scan scan(byte[] bytes) {
        var index = banks.get();
        var sha256 = Hashing.sha256(bytes);
        return switch (decoder.decode(bytes, this::seen)) {
            case Decoded.Frames<Seen> frames -> {
                var hashes = frames.frames().stream().map(Seen::hash).toList();
                yield new Scan(
                        sha256,
                        frames.type(),
                        frames.width(),
                        frames.height(),
                        richest(hashes),
                        index.match(sha256, hashes).orElse(null),
                        null,
                        look(frames.frames()),
                        Provenance.of(bytes));
            }
            case Decoded.Undecodable<Seen> undecodable ->
                new Scan(
                        sha256,
                        undecodable.type(),
                        0,
                        0,
                        null,
                        index.match(sha256, List.of()).orElse(null),
                        undecodable.reason(),
                        Looks.NONE,
                        Provenance.of(bytes));
        };
    }

    private Seen seen(Picture picture) {
        return new Seen(PdqHasher.hash(picture), models == null ? null : ImageModels.kept(picture));
    }

    private Looks look(List<Seen> frames) {
        var pictures =
                frames.stream().map(Seen::picture).flatMap(Stream::ofNullable).toList();
        return models == null ? Looks.NONE : models.look(pictures);
    }

    private static PdqHash richest(List<PdqHash> frames) {
        return frames.stream().max(Comparator.comparingInt(PdqHash::quality)).orElseThrow();
    }
}
