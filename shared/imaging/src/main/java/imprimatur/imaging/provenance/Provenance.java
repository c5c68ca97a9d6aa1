package imprimatur.imaging.provenance;

import imprimatur.policy.Signal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a file says of its own origin.
 *
 * @param c2pa the C2PA manifest store in it, not verified
 * @param sourceType IPTC's digital source type by its XMP, a URI
 * @param generator the image generator whose notes it carries
 */
public record Provenance(
        @Nullable C2pa c2pa,
        @Nullable String sourceType,
        @Nullable String generator) {
    /** Signal: a C2PA manifest store is there. */
    public static final String C2PA = "image.c2pa";

    /** Signal: the file says that a machine made the picture, or a part of it. */
    public static final String DECLARED_AI = "image.declared_ai";

    /** Nothing is known. */
    public static final Provenance NONE = new Provenance(null, null, null);

    /** The last parts of the URIs of IPTC's and C2PA's vocabularies that mean generative AI. */
    private static final Set<String> AI_SOURCES = Set.of(
            "trainedAlgorithmicMedia",
            "compositeWithTrainedAlgorithmicMedia",
            "compositeSynthetic",
            "trainedAlgorithmicData");

    /** Reads PNG, JPEG and WebP; of other bytes nothing is known. Never throws for what the bytes are. */
    public static Provenance of(byte[] bytes) {
        try {
            var metadata = Metadata.of(bytes);
            return new Provenance(
                    C2pa.of(metadata.jumbf()).orElse(null),
                    metadata.xmp().stream()
                            .flatMap(packet -> Xmp.digitalSourceType(packet).stream())
                            .findFirst()
                            .orElse(null),
                    Generators.of(metadata.texts()).orElse(null));
        } catch (RuntimeException e) {
            return NONE;
        }
    }

    /** Why the file is held to say that a machine made it, for moderators; empty where it does not. */
    public Optional<String> declaredAi() {
        var reasons = new ArrayList<String>();
        if (generator != null) {
            reasons.add("notes of " + generator);
        }
        if (sourceType != null && isAi(sourceType)) {
            reasons.add("XMP " + lastPart(sourceType));
        }
        Stream.ofNullable(c2pa)
                .flatMap(store -> store.sourceTypes().stream())
                .filter(Provenance::isAi)
                .map(source -> "C2PA " + lastPart(source))
                .forEach(reasons::add);
        return reasons.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", reasons));
    }

    public List<Signal> signals() {
        return Stream.concat(
                        Stream.ofNullable(c2pa)
                                .map(store ->
                                        new Signal(C2PA, 1, store.manifests().size() + " manifest(s), not verified")),
                        declaredAi().map(reason -> new Signal(DECLARED_AI, 1, reason)).stream())
                .toList();
    }

    private static boolean isAi(String source) {
        return AI_SOURCES.contains(lastPart(source));
    }

    private static String lastPart(String uri) {
        return uri.substring(uri.lastIndexOf('/') + 1);
    }
}
