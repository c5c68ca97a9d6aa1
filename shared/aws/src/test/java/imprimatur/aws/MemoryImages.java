package imprimatur.aws;

import imprimatur.imaging.ImageRecord;
import imprimatur.imaging.ImageState;
import imprimatur.imaging.ImageStore;
import imprimatur.imaging.Restoration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Image records in memory. */
final class MemoryImages implements ImageStore {
    final Map<String, ImageRecord> records = new HashMap<>();
    private final Map<String, ImageState> before = new HashMap<>();
    private final Map<String, Restoration> restorations = new HashMap<>();

    @Override
    public Optional<ImageRecord> find(String id) {
        return Optional.ofNullable(records.get(id));
    }

    @Override
    public boolean put(ImageRecord image) {
        records.put(image.id(), image);
        return true;
    }

    @Override
    public List<ImageRecord> bySha256(String sha256) {
        return records.values().stream()
                .filter(image -> sha256.equals(image.sha256()))
                .toList();
    }

    @Override
    public List<ImageRecord> ofAccount(String account, int limit) {
        return records.values().stream()
                .filter(image -> image.account().equals(account))
                .limit(limit)
                .toList();
    }

    @Override
    public Optional<ImageRecord> remove(String id, String enforcementId) {
        var image = records.get(id);
        if (image == null || image.state() == ImageState.BLOCKED) {
            return Optional.empty();
        }
        if (image.state() == ImageState.REMOVED) {
            return Optional.of(image).filter(removed -> enforcementId.equals(removed.removedBy()));
        }
        before.put(id, image.state());
        return Optional.of(set(image, image.versionId(), ImageState.REMOVED, enforcementId));
    }

    @Override
    public void restore(String id, Restoration restoration) {
        var image = records.get(id);
        var state = image != null && image.state() == ImageState.BLOCKED ? ImageState.ALLOWED : before.get(id);
        if (image != null && state != null && restoration.enforcementId().equals(image.removedBy())) {
            restorations.put(id, restoration);
            set(image, restoration.versions().getOrDefault(image.versionId(), image.versionId()), state, null);
        }
    }

    @Override
    public Optional<ImageRecord> release(String id, String decisionId) {
        return find(id).filter(image -> decisionId.equals(image.decisionId()))
                .filter(image -> image.state() == ImageState.REVIEW || image.state() == ImageState.ALLOWED)
                .map(image -> set(image, image.versionId(), ImageState.ALLOWED, null));
    }

    @Override
    public Optional<Restoration> restoration(String id) {
        return Optional.ofNullable(restorations.get(id));
    }

    private ImageRecord set(ImageRecord old, String versionId, ImageState state, @Nullable String removedBy) {
        var changed = new ImageRecord(
                old.id(),
                old.account(),
                old.key(),
                versionId,
                old.sequencer(),
                old.sha256(),
                old.pdq(),
                old.pdqQuality(),
                old.contentType(),
                old.width(),
                old.height(),
                old.generationId(),
                state,
                old.sections(),
                old.decisionId(),
                old.at(),
                removedBy);
        records.put(old.id(), changed);
        return changed;
    }
}
