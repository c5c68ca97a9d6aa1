package imprimatur.report;

import imprimatur.imaging.ImageRecord;
import imprimatur.imaging.ImageState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Images in memory; remembers what was looked up. */
final class FakeImages implements Function<String, Optional<ImageRecord>> {
    final List<String> lookups = new ArrayList<>();
    private final Map<String, ImageRecord> images = new HashMap<>();

    FakeImages with(String id, String account) {
        images.put(
                id,
                new ImageRecord(
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
    public Optional<ImageRecord> apply(String id) {
        lookups.add(id);
        return Optional.ofNullable(images.get(id));
    }
}
