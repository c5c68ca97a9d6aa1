package imprimatur.enforcement;

import imprimatur.base.Hashing;
import imprimatur.base.ImprimaturException.NotFound;
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
    private final Map<String, String> decisions = new HashMap<>();
    private final Map<String, String> owners = new HashMap<>();
    private final Set<String> held = new HashSet<>();
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
        decisions.put(image, decisionId);
        held.add(image);
    }

    /** The scan has blocked the image by a decision. */
    public synchronized void block(String image, String decisionId) {
        images.add(image);
        decisions.put(image, decisionId);
        held.remove(image);
        removedBy.put(image, AutomaticBlocks.id(decisionId));
    }

    /** This image is on another account. */
    public synchronized void belongsTo(String account, String image) {
        owners.put(image, account);
    }

    /** What viewers can still fetch. */
    public synchronized Set<String> visible() {
        var visible = new HashSet<>(images);
        visible.removeAll(removedBy.keySet());
        visible.removeAll(held);
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
    public synchronized Optional<Content> find(String imageId) {
        return images.contains(imageId)
                ? Optional.of(new Content(owners.getOrDefault(imageId, World.ACCOUNT), decision(imageId)))
                : Optional.empty();
    }

    @Override
    public synchronized boolean release(String imageId, String decisionId) {
        if (removedBy.containsKey(imageId) || !decision(imageId).equals(decisionId)) {
            return false;
        }
        held.remove(imageId);
        return true;
    }

    private String decision(String image) {
        return decisions.getOrDefault(image, "img_of_" + image);
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
