package imprimatur.imaging.provenance;

import java.util.List;
import java.util.Optional;

/**
 * A C2PA manifest store (C2PA 2.2, section 11), as it is there; no signature is verified.
 *
 * @param manifests labels of its manifests, oldest first; the last is the active one
 * @param signed whether the active manifest has a claim and a signature
 * @param sourceTypes digital source types that the actions of all manifests declare
 */
public record C2pa(List<String> manifests, boolean signed, List<String> sourceTypes) {
    /** What ISO gives to types that are named by four letters. */
    private static final String FOUR_LETTERS = "00110010800000aa00389b71";

    private static final String STORE = "63327061" + FOUR_LETTERS;
    private static final String MANIFEST = "63326d61" + FOUR_LETTERS;
    private static final String UPDATE_MANIFEST = "6332756d" + FOUR_LETTERS;
    private static final String ASSERTIONS = "63326173" + FOUR_LETTERS;
    private static final String CLAIM = "6332636c" + FOUR_LETTERS;
    private static final String SIGNATURE = "63326373" + FOUR_LETTERS;

    public C2pa {
        manifests = List.copyOf(manifests);
        sourceTypes = List.copyOf(sourceTypes);
    }

    /** The store in these boxes; empty where none holds a manifest. */
    static Optional<C2pa> of(List<byte[]> boxes) {
        return boxes.stream()
                .flatMap(box -> Jumbf.of(box).stream())
                .filter(box -> box.type().equals(STORE))
                .flatMap(store -> read(store).stream())
                .findFirst();
    }

    private static Optional<C2pa> read(Jumbf store) {
        var manifests = store.boxes().stream()
                .filter(box -> box.type().equals(MANIFEST) || box.type().equals(UPDATE_MANIFEST))
                .toList();
        if (manifests.isEmpty()) {
            return Optional.empty();
        }
        var active = manifests.getLast();
        var sources = manifests.stream()
                .flatMap(manifest -> manifest.boxes().stream())
                .filter(box -> box.type().equals(ASSERTIONS))
                .flatMap(assertions -> assertions.boxes().stream())
                .filter(assertion -> assertion.label().startsWith("c2pa.actions"))
                .flatMap(actions -> actions.contents().stream())
                .filter(content -> content.name().equals("cbor"))
                .flatMap(content -> Cbor.texts(content.data(), "digitalSourceType").stream())
                .distinct()
                .toList();
        return Optional.of(new C2pa(
                manifests.stream().map(Jumbf::label).toList(), has(active, CLAIM) && has(active, SIGNATURE), sources));
    }

    private static boolean has(Jumbf manifest, String type) {
        return manifest.boxes().stream().anyMatch(box -> box.type().equals(type));
    }
}
