package imprimatur.report;

import imprimatur.imaging.ImageRecord;
import imprimatur.imaging.ImageState;
import imprimatur.imaging.ImageStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Images in memory; remembers what was looked up. */
final class FakeImages implements ImageStore {
    final List<String> lookups = new ArrayList<>();
    private final Map<String, ImageRecord> images = new HashMap<>();

    FakeImages with(String id, String account) {
        put(new ImageRecord(
                id,
                account,
                "incoming/" + account + "/" + id + ".png",
                "v1",
                "01",
                "0".repeat(64),
                null,
                0,
                "image/png",
                64,
                64,
                null,
                ImageState.ALLOWED,
                List.of(),
                "chk_1",
                Instant.parse("2026-05-04T09:00:00Z"),
                null));
        return this;
    }

    @Override
    public Optional<ImageRecord> find(String id) {
        lookups.add(id);
        return Optional.ofNullable(images.get(id));
    }

    @Override
    public boolean put(ImageRecord image) {
        images.put(image.id(), image);
        return true;
    }

    @Override
    public List<ImageRecord> bySha256(String sha256) {
        return images.values().stream()
                .filter(image -> sha256.equals(image.sha256()))
                .toList();
    }

    @Override
    public List<ImageRecord> ofAccount(String account, int limit) {
        return images.values().stream()
                .filter(image -> image.account().equals(account))
                .limit(limit)
                .toList();
    }
}
