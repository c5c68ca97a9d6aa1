package imprimatur.tests.adapters;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.aws.DynamoBanks;
import imprimatur.aws.DynamoImages;
import imprimatur.aws.S3Content;
import imprimatur.base.Hashing;
import imprimatur.base.Ids;
import imprimatur.imaging.BankEntry;
import imprimatur.imaging.BankEntry.Kind;
import imprimatur.imaging.BankEntry.Purpose;
import imprimatur.imaging.BankStore;
import imprimatur.imaging.ImageRecord;
import imprimatur.imaging.ImageState;
import imprimatur.imaging.Restoration;
import imprimatur.tests.LocalStack;
import imprimatur.tests.StackExtension;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.BucketVersioningStatus;

/** The adapters of images, banks and content against a real, or emulated, DynamoDB and S3. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@ExtendWith(StackExtension.class)
class ImageStoresIT {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private final String suffix = Ids.next("t", Instant.now()).replace('_', '-').toLowerCase(Locale.ROOT);
    private final S3Content.Buckets buckets =
            new S3Content.Buckets("images-" + suffix, "quarantine-" + suffix, "evidence-" + suffix);
    private final Tables tables;
    private final S3Client s3;
    private final DynamoImages images;
    private final DynamoBanks banks;
    private final S3Content content;

    ImageStoresIT(LocalStack service) {
        tables = new Tables(service);
        s3 = service.s3();
        images = new DynamoImages(service.dynamo(), tables.like("ImagesTable"));
        banks = new DynamoBanks(service.dynamo(), tables.like("BanksTable"), InstantSource.system());
        content = new S3Content(s3, buckets, images, banks, Duration.ofDays(30), InstantSource.system());
    }

    @BeforeAll
    void createBuckets() {
        for (var bucket : List.of(buckets.images(), buckets.quarantine())) {
            s3.createBucket(request -> request.bucket(bucket));
            s3.putBucketVersioning(request -> request.bucket(bucket)
                    .versioningConfiguration(versioning -> versioning.status(BucketVersioningStatus.ENABLED)));
        }
        s3.createBucket(request -> request.bucket(buckets.evidence()).objectLockEnabledForBucket(true));
    }

    @AfterAll
    void dropTables() {
        tables.close();
    }

    private static ImageRecord image(
            String id, String account, String version, String sequencer, @Nullable String sha256) {
        return new ImageRecord(
                id,
                account,
                "incoming/" + account + "/" + id + ".png",
                version,
                sequencer,
                sha256,
                sha256 == null ? null : "f".repeat(64),
                80,
                "image/png",
                10,
                20,
                "chk_1",
                ImageState.ALLOWED,
                List.of("2.1"),
                "img_1",
                NOW,
                null);
    }

    @Test
    void aRecordComesBackAsItWasKept() {
        var full = image("full", "ann", "v1", "01", Hashing.sha256("full"));
        var unread = image("unread", "ann", "v1", "01", null);

        assertTrue(images.put(full));
        assertTrue(images.put(unread));

        assertEquals(full, images.find("full").orElseThrow());
        assertEquals(unread, images.find("unread").orElseThrow());
        assertTrue(images.find("none").isEmpty());
        assertEquals(List.of(full), images.bySha256(Hashing.sha256("full")));
        assertEquals(1, images.ofAccount("ann", 1).size());
    }

    @Test
    void neitherAnOlderEventNorAnotherKeyReplacesARecord() {
        images.put(image("order", "ann", "v2", "02", Hashing.sha256("2")));

        assertFalse(images.put(image("order", "ann", "v1", "01", Hashing.sha256("1"))));
        assertFalse(images.put(image("order", "bob", "v9", "09", Hashing.sha256("9"))));
        assertTrue(images.put(image("order", "ann", "v2", "02", Hashing.sha256("2"))));
        assertTrue(images.put(image("order", "ann", "v3", "03", Hashing.sha256("3"))));
        assertEquals("v3", images.find("order").orElseThrow().versionId());
    }

    @Test
    void removedStaysRemovedUntilItsEnforcementIsUndone() {
        images.put(image("gone", "ann", "v1", "01", Hashing.sha256("gone")));

        assertEquals(
                ImageState.REMOVED, images.remove("gone", "enf_1").orElseThrow().state());
        assertTrue(images.remove("gone", "enf_1").isPresent());
        assertTrue(images.remove("gone", "enf_2").isEmpty());
        assertFalse(images.put(image("gone", "ann", "v2", "02", Hashing.sha256("2"))));
        images.restore("gone", new Restoration("enf_2", Map.of("v1", "v7")));
        assertEquals(ImageState.REMOVED, images.find("gone").orElseThrow().state());

        var restoration = new Restoration("enf_1", Map.of("v1", "v8"));
        images.restore("gone", restoration);
        images.restore("gone", restoration);

        assertEquals(
                image("gone", "ann", "v8", "01", Hashing.sha256("gone")),
                images.find("gone").orElseThrow());
        assertEquals(restoration, images.restoration("gone").orElseThrow());
        assertTrue(images.remove("none", "enf_1").isEmpty());
    }

    @Test
    void aHashStaysUntilEveryoneReleasedIt() {
        var hash = Hashing.sha256("shared");
        banks.addIfAbsent(entry(hash, "enf_1", "2.1"));
        banks.addIfAbsent(entry(hash, "enf_2", "2.5"));
        assertEquals(List.of(entry(hash, "enf_1", "2.1")), withHash(hash));

        assertEquals(0, banks.release(BankStore.LOCAL, "enf_1"));
        assertEquals(1, withHash(hash).size());
        assertEquals(1, banks.release(BankStore.LOCAL, "enf_2"));
        assertEquals(List.of(), withHash(hash));
        assertEquals(0, banks.release(BankStore.LOCAL, "enf_2"));
    }

    @Test
    void aPersonReplacesAndRemovesAnEntry() {
        var hash = Hashing.sha256("by hand");
        banks.addIfAbsent(entry(hash, "system:scan", "2.1"));
        banks.add(entry(hash, "lena", "2.3"));
        assertEquals(List.of(entry(hash, "lena", "2.3")), withHash(hash));

        assertTrue(banks.remove(BankStore.LOCAL, Kind.SHA256, hash));
        assertFalse(banks.remove(BankStore.LOCAL, Kind.SHA256, hash));
    }

    @Test
    void everyChangeOfABankIsANewRevision() {
        var hash = Hashing.sha256("revision");
        var before = banks.revision();
        banks.addIfAbsent(entry(hash, "system:scan", "2.1"));
        var added = banks.revision();
        banks.add(entry(hash, "lena", "2.1"));
        var replaced = banks.revision();
        banks.remove(BankStore.LOCAL, Kind.SHA256, hash);
        var removed = banks.revision();
        banks.addIfAbsent(entry(hash, "enf_revision", "2.1"));
        var again = banks.revision();
        banks.release(BankStore.LOCAL, "enf_revision");

        var revisions = List.of(before, added, replaced, removed, again, banks.revision());
        assertEquals(revisions.stream().sorted().distinct().toList(), revisions);
        assertEquals(List.of(), withHash(hash));
    }

    private static BankEntry entry(String hash, String by, String section) {
        return new BankEntry(BankStore.LOCAL, Kind.SHA256, hash, Purpose.BAN, section, by, null, NOW);
    }

    private List<BankEntry> withHash(String hash) {
        return banks.all().stream().filter(entry -> entry.hash().equals(hash)).toList();
    }

    @Test
    void contentIsPreservedRemovedAndRestoredExactly() {
        var key = "incoming/ann/whole.png";
        upload(key, "one", Map.of("generation-id", "chk_1"));
        var newest = upload(key, "two", Map.of("generation-id", "chk_2", "colour", "red green"));
        assertTrue(content.tag(key, newest, ImageState.ALLOWED));
        images.put(image("whole", "ann", newest, "01", Hashing.sha256("two")));
        assertEquals("chk_2", content.find(key, null).orElseThrow().generationId());

        var copies = content.preserve("whole", "case_1");
        assertEquals(copies, content.preserve("whole", "case_1"));
        assertEquals(2, copies.size());
        var locked = s3.headObject(request ->
                request.bucket(buckets.evidence()).key(copies.getLast().key()));
        assertNotNull(locked.objectLockRetainUntilDate());

        assertTrue(content.remove("whole", "enf_9", "2.5"));
        assertTrue(content.find(key, null).isEmpty());
        assertTrue(content.find(key, newest).isEmpty());
        assertFalse(content.tag(key, newest, ImageState.ALLOWED));
        assertEquals(2, content.preserve("whole", "case_2").size());

        assertTrue(content.restore("whole", "enf_9"));
        var back = content.find(key, null).orElseThrow();
        var head = s3.headObject(request -> request.bucket(buckets.images()).key(key));
        assertEquals(Map.of("generation-id", "chk_2", "colour", "red green"), head.metadata());
        assertEquals("image/png", head.contentType());
        assertEquals("two", new String(content.read(back).orElseThrow(), UTF_8));
        assertEquals(back.versionId(), images.find("whole").orElseThrow().versionId());
        assertEquals(
                "moderation=allowed",
                s3.getObjectTagging(request -> request.bucket(buckets.images()).key(key)).tagSet().stream()
                        .map(tag -> tag.key() + "=" + tag.value())
                        .reduce("", String::concat));
        assertEquals(List.of(), withHash(Hashing.sha256("two")));
    }

    private String upload(String key, String text, Map<String, String> metadata) {
        return s3.putObject(
                        request -> request.bucket(buckets.images())
                                .key(key)
                                .contentType("image/png")
                                .metadata(metadata),
                        RequestBody.fromString(text))
                .versionId();
    }
}
