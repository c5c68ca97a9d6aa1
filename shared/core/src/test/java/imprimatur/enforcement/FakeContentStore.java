package imprimatur.enforcement;

import imprimatur.base.Hashing;
import imprimatur.base.ImprimaturException.NotFound;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Images in memory. Removing one without its evidence being kept is an error of the test that it breaks (G5). */
public final class FakeContentStore implements ContentStore {
    private final Set<String> images = new HashSet<>();
    private final Map<String, List<String>> copies = new HashMap<>();
    private final Map<String, String> removedBy = new HashMap<>();
    private final Map<String, String> heldBy = new HashMap<>();
    private final Set<String> preserved = new HashSet<>();
    private final Set<String> broken = new HashSet<>();

    public synchronized void add(String image, String... nearCopies) {
        images.add(image);
        images.addAll(List.of(nearCopies));
        copies.put(image, List.of(nearCopies));
    }

    /** Removing this image fails, now and for good. */
    public synchronized void breakFor(String image) {
        broken.add(image);
    }

    /** Holds the image for review by a decision. */
    public synchronized void hold(String image, String decisionId) {
        images.add(image);
        heldBy.put(image, decisionId);
    }

    /** What viewers can still fetch. */
    public synchronized Set<String> visible() {
        var visible = new HashSet<>(images);
        visible.removeAll(removedBy.keySet());
        visible.removeAll(heldBy.keySet());
        return visible;
    }

    public synchronized Set<String> preserved() {
        return Set.copyOf(preserved);
    }

    @Override
    public synchronized List<EvidenceCopy> preserve(String imageId, String reference) {
        existing(imageId);
        preserved.add(imageId);
        return List.of(new EvidenceCopy(imageId, reference + "/" + imageId + "/v1", "v1", Hashing.sha256(imageId)));
    }

    @Override
    public synchronized boolean remove(String imageId, String enforcementId, String section) {
        existing(imageId);
        if (!preserved.contains(imageId)) {
            throw new AssertionError("removed before its evidence was kept: " + imageId);
        }
        if (broken.contains(imageId)) {
            throw new IllegalStateException("cannot be removed: " + imageId);
        }
        return removedBy.merge(imageId, enforcementId, (before, now) -> before).equals(enforcementId);
    }

    @Override
    public synchronized boolean restore(String imageId, String enforcementId) {
        existing(imageId);
        return removedBy.remove(imageId, enforcementId);
    }

    @Override
    public synchronized Optional<String> heldBy(String imageId) {
        return Optional.ofNullable(heldBy.get(imageId));
    }

    @Override
    public synchronized boolean release(String imageId, Collection<String> decisionIds) {
        if (decisionIds.contains(heldBy.getOrDefault(imageId, ""))) {
            heldBy.remove(imageId);
        }
        return images.contains(imageId) && !heldBy.containsKey(imageId);
    }

    @Override
    public synchronized List<String> nearCopies(String imageId) {
        return copies.getOrDefault(imageId, List.of());
    }

    private void existing(String imageId) {
        if (!images.contains(imageId)) {
            throw new NotFound("nothing is left of image " + imageId);
        }
    }
}
