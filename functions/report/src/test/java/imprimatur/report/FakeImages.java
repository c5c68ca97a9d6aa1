package imprimatur.report;

import imprimatur.imaging.ImageRecord;
import imprimatur.imaging.ImageState;
import imprimatur.policy.DecisionRecord;
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
    private final Map<String, DecisionRecord> decisions = new HashMap<>();
    private final List<List<String>> copies = new ArrayList<>();

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
                        "img_" + id,
                        Instant.parse("2026-05-04T09:00:00Z"),
                        null));
        return this;
    }

    /** All images that were said to be copies of each other. */
    FakeImages copies(List<String> ids) {
        copies.add(List.copyOf(ids));
        return this;
    }

    FakeImages decided(DecisionRecord decision) {
        decisions.put(decision.id(), decision);
        return this;
    }

    List<ImageRecord> copies(ImageRecord image) {
        return copies.stream()
                .filter(group -> group.contains(image.id()))
                .flatMap(List::stream)
                .filter(id -> !id.equals(image.id()))
                .flatMap(id -> Optional.ofNullable(images.get(id)).stream())
                .toList();
    }

    Optional<DecisionRecord> decision(String id) {
        return Optional.ofNullable(decisions.get(id));
    }

    @Override
    public Optional<ImageRecord> apply(String id) {
        lookups.add(id);
        return Optional.ofNullable(images.get(id));
    }
}
