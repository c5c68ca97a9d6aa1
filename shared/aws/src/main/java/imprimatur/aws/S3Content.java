package imprimatur.aws;

import static java.nio.charset.StandardCharsets.UTF_8;

import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.ImprimaturException.TooLarge;
import imprimatur.base.Limits;
import imprimatur.enforcement.Content;
import imprimatur.enforcement.ContentStore;
import imprimatur.enforcement.EvidenceCopy;
import imprimatur.imaging.BankEntry;
import imprimatur.imaging.BankStore;
import imprimatur.imaging.ImageContent;
import imprimatur.imaging.ImageRecord;
import imprimatur.imaging.ImageState;
import imprimatur.imaging.ImageStore;
import imprimatur.imaging.ImageVersion;
import imprimatur.imaging.NearCopies;
import imprimatur.imaging.Restoration;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * Image bytes in their three buckets: {@code images}, which viewers reach by the tag {@code moderation=allowed},
 * {@code quarantine} and {@code evidence}.
 *
 * <p>A version is deleted only after its copy was read back and is equal, newest last, and after all versions lost the
 * tag, so that no interruption leaves one readable or lost. Everything may be run again.
 */
public final class S3Content implements ContentStore, ImageContent {
    private static final String TAG = "moderation";
    private static final String RESTORED_FROM = "restored-from";

    /** Adds what outlives an enforcement: by its own name, an enforcement releases all that it added. */
    private static final String BY = "system:enforce";

    private final S3Objects s3;
    private final Buckets buckets;
    private final ImageStore images;
    private final BankStore banks;
    private final Duration retention;
    private final InstantSource clock;

    /** Names of the three buckets. */
    public record Buckets(String images, String quarantine, String evidence) {}

    /** @param retention how long evidence is locked */
    public S3Content(
            S3Client s3, Buckets buckets, ImageStore images, BankStore banks, Duration retention, InstantSource clock) {
        this.s3 = new S3Objects(s3);
        this.buckets = buckets;
        this.images = images;
        this.banks = banks;
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public Optional<ImageVersion> find(String key, @Nullable String versionId) {
        return s3.head(buckets.images, key, versionId)
                .map(head -> new ImageVersion(
                        key,
                        head.versionId(),
                        head.contentLength(),
                        head.metadata().get("generation-id")));
    }

    @Override
    public Optional<byte[]> read(ImageVersion version) {
        if (version.bytes() > Limits.IMAGE_BYTES) {
            throw new TooLarge("the image has more than " + Limits.IMAGE_BYTES + " bytes");
        }
        return s3.open(buckets.images, version.key(), version.versionId()).map(stream -> {
            try (stream) {
                return stream.readNBytes(Limits.IMAGE_BYTES);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public boolean tag(String key, String versionId, ImageState state) {
        var tags = s3.tags(buckets.images, key, versionId);
        if (tags.isEmpty()) {
            return false;
        }
        var changed = new HashMap<>(tags.get());
        if (state.tag().equals(changed.put(TAG, state.tag()))) {
            return true;
        }
        return s3.setTags(buckets.images, key, versionId, changed);
    }

    @Override
    public void quarantine(String imageId, String key, String versionId, String enforcementId) {
        var oldestFirst = s3.versions(buckets.images, key);
        var upTo = oldestFirst.stream().map(S3Objects.Version::id).toList().indexOf(versionId);
        moveAway(new Move(imageId, key, enforcementId, ImageState.BLOCKED), oldestFirst.subList(0, upTo + 1));
    }

    @Override
    public List<EvidenceCopy> preserve(String imageId, String reference) {
        var copies = new ArrayList<EvidenceCopy>();
        for (var source : everythingOf(imageId)) {
            copies.add(preserve(imageId, reference, source));
        }
        if (copies.isEmpty()) {
            throw new NotFound("nothing is left of image " + imageId);
        }
        return copies;
    }

    /** A version of an image, wherever it lies by now; {@code originId} is its version id in the images bucket. */
    private record Source(String bucket, String key, String versionId, String originId) {}

    private List<Source> everythingOf(String imageId) {
        var sources = new ArrayList<Source>();
        var seen = new LinkedHashSet<String>();
        for (var held : s3.versionsUnder(buckets.quarantine, imageId + "/")) {
            var originId = held.key().substring(imageId.length() + 1);
            if (seen.add(originId)) {
                sources.add(new Source(buckets.quarantine, held.key(), held.id(), originId));
            }
        }
        images.find(imageId)
                .ifPresent(image -> s3.versions(buckets.images, image.key()).stream()
                        .filter(version -> seen.add(version.id()))
                        .forEach(version ->
                                sources.add(new Source(buckets.images, image.key(), version.id(), version.id()))));
        return sources;
    }

    private EvidenceCopy preserve(String imageId, String reference, Source source) {
        var key = reference + "/" + imageId + "/" + source.originId;
        var digest = s3.sha256(source.bucket, source.key, source.versionId);
        var kept = s3.head(buckets.evidence, key, null);
        if (kept.isEmpty()
                || !digest.equals(s3.sha256(buckets.evidence, key, kept.get().versionId()))) {
            s3.copyLocked(
                    new S3Objects.Place(source.bucket, source.key, source.versionId),
                    new S3Objects.Place(buckets.evidence, key, null),
                    lockedUntil());
            kept = s3.head(buckets.evidence, key, null);
        }
        var copy = kept.orElseThrow(() -> new IllegalStateException("the evidence copy is gone"));
        if (copy.objectLockRetainUntilDate() == null) {
            s3.lock(buckets.evidence, key, copy.versionId(), lockedUntil());
        }
        if (!digest.equals(s3.sha256(buckets.evidence, key, copy.versionId()))) {
            throw new IllegalStateException("the evidence copy of " + imageId + " differs from the original");
        }
        return new EvidenceCopy(imageId, key, copy.versionId(), digest);
    }

    private Instant lockedUntil() {
        return clock.instant().plus(retention);
    }

    @Override
    public boolean remove(String imageId, String enforcementId, String section) {
        var claimed = images.remove(imageId, enforcementId);
        if (claimed.isEmpty()) {
            return false;
        }
        var image = claimed.get();
        moveAway(
                new Move(imageId, image.key(), enforcementId, ImageState.REMOVED),
                s3.versions(buckets.images, image.key()));
        BankEntry.bans(image, section, enforcementId, clock.instant()).forEach(banks::addIfAbsent);
        return true;
    }

    /** Who takes an image's versions away, and what they are tagged with until they are gone. */
    private record Move(String imageId, String key, String by, ImageState state) {}

    private void moveAway(Move move, List<S3Objects.Version> oldestFirst) {
        for (var i = 0; i < oldestFirst.size(); i++) {
            copyToQuarantine(move, oldestFirst.get(i), i);
        }
        oldestFirst.reversed().forEach(version -> tag(move.key, version.id(), move.state));
        oldestFirst.forEach(version -> s3.delete(buckets.images, move.key, version.id()));
    }

    private void copyToQuarantine(Move move, S3Objects.Version version, int place) {
        var key = move.imageId + "/" + version.id();
        if (s3.head(buckets.quarantine, key, null).isEmpty()) {
            var origin = new Origin(move.key, version.id(), move.by, version.at(), place);
            s3.copy(
                    new S3Objects.Place(buckets.images, move.key, version.id()),
                    new S3Objects.Place(buckets.quarantine, key, null),
                    origin::addTo,
                    null);
        }
        var digest = s3.sha256(buckets.images, move.key, version.id());
        if (!digest.equals(s3.sha256(buckets.quarantine, key, null))) {
            throw new IllegalStateException("the quarantine copy of " + move.imageId + " differs from the original");
        }
    }

    /** Where a quarantined copy came from; kept in its metadata. */
    private record Origin(String key, String versionId, String by, Instant at, int place)
            implements Comparable<Origin> {
        private static final String PREFIX = "imprimatur-origin-";

        Map<String, String> addTo(Map<String, String> metadata) {
            var all = new HashMap<>(metadata);
            all.put(PREFIX + "key", URLEncoder.encode(key, UTF_8));
            all.put(PREFIX + "version", versionId);
            all.put(PREFIX + "by", by);
            all.put(PREFIX + "at", at.toString());
            all.put(PREFIX + "place", Integer.toString(place));
            return all;
        }

        static Map<String, String> takeFrom(Map<String, String> metadata) {
            var rest = new HashMap<>(metadata);
            rest.keySet().removeIf(name -> name.startsWith(PREFIX));
            return rest;
        }

        static Optional<Origin> of(Map<String, String> metadata) {
            return Optional.ofNullable(metadata.get(PREFIX + "key"))
                    .map(key -> new Origin(
                            URLDecoder.decode(key, UTF_8),
                            metadata.getOrDefault(PREFIX + "version", ""),
                            metadata.getOrDefault(PREFIX + "by", ""),
                            Instant.parse(metadata.getOrDefault(PREFIX + "at", "")),
                            Integer.parseInt(metadata.getOrDefault(PREFIX + "place", "0"))));
        }

        /** In the order in which the versions were uploaded. */
        @Override
        public int compareTo(Origin other) {
            var byTime = at.compareTo(other.at);
            return byTime != 0 ? byTime : Integer.compare(place, other.place);
        }
    }

    @Override
    public boolean restore(String imageId, String enforcementId) {
        var image = images.find(imageId);
        if (image.isEmpty()) {
            return false;
        }
        var removed = enforcementId.equals(image.get().removedBy());
        if (!removed && !restored(imageId, enforcementId)) {
            return false;
        }
        banks.release(BankStore.LOCAL, enforcementId);
        var held = held(imageId, enforcementId);
        if (image.get().state() == ImageState.BLOCKED) {
            exempt(image.get(), enforcementId);
        }
        if (removed) {
            images.restore(imageId, new Restoration(enforcementId, copyBack(held)));
        }
        var versions = images.restoration(imageId).map(Restoration::versions).orElse(Map.of());
        for (var copy : held) {
            var version = versions.get(copy.origin.versionId);
            if (version != null) {
                s3.setTags(buckets.images, copy.origin.key, version, tags(imageId, copy, version));
            }
        }
        held.forEach(copy -> s3.versions(buckets.quarantine, copy.key)
                .forEach(version -> s3.delete(buckets.quarantine, copy.key, version.id())));
        return true;
    }

    /** The tags that it had; what the scan had blocked is allowed now, if it is what the record tells of. */
    private Map<String, String> tags(String imageId, Held copy, String version) {
        var allowed = images.find(imageId)
                .filter(image -> image.state() == ImageState.ALLOWED)
                .filter(image -> image.versionId().equals(version))
                .isPresent();
        if (!allowed) {
            return copy.tags;
        }
        var tags = new HashMap<>(copy.tags);
        tags.put(TAG, ImageState.ALLOWED.tag());
        return tags;
    }

    /**
     * Takes the bans out of the bank that the image itself brought there, and marks its very bytes as a false alarm;
     * what another image is banned by stays.
     */
    private void exempt(ImageRecord image, String enforcementId) {
        var local = banks.all().stream()
                .filter(entry -> entry.bank().equals(BankStore.LOCAL))
                .toList();
        var own = local.stream()
                .filter(entry -> BankEntry.note(image).equals(entry.note()))
                .filter(entry -> entry.purpose() == BankEntry.Purpose.BAN)
                .toList();
        own.forEach(entry -> banks.remove(entry.bank(), entry.kind(), entry.hash()));
        var sha256 = image.sha256();
        var others = local.stream()
                .filter(entry -> !own.contains(entry))
                .anyMatch(entry -> entry.hash().equals(sha256));
        if (sha256 != null && !others) {
            banks.add(new BankEntry(
                    BankStore.LOCAL,
                    BankEntry.Kind.SHA256,
                    sha256,
                    BankEntry.Purpose.ALLOW,
                    image.sections().stream().findFirst().orElse(""),
                    BY,
                    BankEntry.note(image) + ", block " + enforcementId + " overturned",
                    clock.instant()));
        }
    }

    private boolean restored(String imageId, String enforcementId) {
        return images.restoration(imageId)
                .filter(restoration -> restoration.enforcementId().equals(enforcementId))
                .isPresent();
    }

    /** A copy in quarantine, with the tags that the original had. */
    private record Held(String key, String versionId, Origin origin, Map<String, String> tags) {}

    /** What that enforcement took away, oldest version first. */
    private List<Held> held(String imageId, String enforcementId) {
        var held = new ArrayList<Held>();
        for (var version : s3.versionsUnder(buckets.quarantine, imageId + "/")) {
            s3.head(buckets.quarantine, version.key(), version.id())
                    .flatMap(head -> Origin.of(head.metadata()))
                    .filter(origin -> origin.by.equals(enforcementId))
                    .ifPresent(origin -> held.add(new Held(
                            version.key(),
                            version.id(),
                            origin,
                            s3.tags(buckets.quarantine, version.key(), version.id())
                                    .orElse(Map.of()))));
        }
        held.sort(Comparator.comparing(Held::origin));
        return held;
    }

    /** Copies back under a tag that no viewer passes; what an interrupted run copied is taken as it is. */
    private Map<String, String> copyBack(List<Held> held) {
        var versions = new HashMap<String, String>();
        if (held.isEmpty()) {
            return versions;
        }
        var imageKey = held.getFirst().origin.key;
        for (var version : s3.versions(buckets.images, imageKey)) {
            s3.tags(buckets.images, imageKey, version.id())
                    .map(tags -> tags.get(RESTORED_FROM))
                    .ifPresent(origin -> versions.put(origin, version.id()));
        }
        for (var copy : held) {
            var version = versions.computeIfAbsent(copy.origin.versionId, id -> copyBack(copy));
            if (!s3.sha256(buckets.images, imageKey, version)
                    .equals(s3.sha256(buckets.quarantine, copy.key, copy.versionId))) {
                throw new IllegalStateException("the restored copy of " + copy.key + " differs from the original");
            }
        }
        return versions;
    }

    private String copyBack(Held copy) {
        return s3.copy(
                new S3Objects.Place(buckets.quarantine, copy.key, copy.versionId),
                new S3Objects.Place(buckets.images, copy.origin.key, null),
                Origin::takeFrom,
                Map.of(TAG, ImageState.REMOVED.tag(), RESTORED_FROM, copy.origin.versionId));
    }

    @Override
    public Optional<Content> find(String imageId) {
        return images.find(imageId).map(image -> new Content(image.account(), image.decisionId()));
    }

    @Override
    public boolean release(String imageId, String decisionId) {
        return images.release(imageId, decisionId)
                .filter(image -> allow(image, images))
                .isPresent();
    }

    @Override
    public List<String> nearCopies(String imageId) {
        return images.find(imageId).stream()
                .flatMap(image -> new NearCopies(images).of(image).stream())
                .map(ImageRecord::id)
                .toList();
    }
}
