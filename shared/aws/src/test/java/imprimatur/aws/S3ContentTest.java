package imprimatur.aws;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Hashing;
import imprimatur.base.ImprimaturException;
import imprimatur.imaging.BankEntry;
import imprimatur.imaging.ImageRecord;
import imprimatur.imaging.ImageState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class S3ContentTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");
    private static final String KEY = "incoming/ann/pic.png";
    private static final String PDQ = "f".repeat(64);
    private static final Map<String, String> METADATA = Map.of("generation-id", "chk_1", "colour", "warm");

    /** More calls than any operation here makes. */
    private static final int ALL_CALLS = 200;

    private MemoryS3 s3 = new MemoryS3();
    private MemoryImages images = new MemoryImages();
    private MemoryBanks banks = new MemoryBanks();
    private S3Content content = content();

    @BeforeEach
    void start() {
        s3 = new MemoryS3();
        images = new MemoryImages();
        banks = new MemoryBanks();
        content = content();
        s3.put("images", KEY, "one".getBytes(UTF_8), METADATA, Map.of("moderation", "allowed"));
        s3.put("images", KEY + ".bak", "other".getBytes(UTF_8), Map.of(), Map.of());
        var newest = s3.put(
                "images", KEY, "two".getBytes(UTF_8), METADATA, Map.of("moderation", "allowed", "album", "summer"));
        images.put(image("pic", "ann", newest, ImageState.ALLOWED));
    }

    private S3Content content() {
        return new S3Content(
                s3,
                new S3Content.Buckets("images", "quarantine", "evidence"),
                images,
                banks,
                Duration.ofDays(365),
                () -> NOW);
    }

    private static ImageRecord image(String id, String account, String version, ImageState state) {
        return new ImageRecord(
                id,
                account,
                "incoming/" + account + "/" + id + ".png",
                version,
                "0001",
                Hashing.sha256("two"),
                PDQ,
                100,
                "image/png",
                10,
                10,
                "chk_1",
                state,
                List.of(),
                "img_1",
                NOW,
                null);
    }

    @Test
    void aVersionIsFoundWithTheCheckOfItsPrompt() {
        var newest = content.find(KEY, null).orElseThrow();

        assertEquals("v3", newest.versionId());
        assertEquals("chk_1", newest.generationId());
        assertEquals(3, newest.bytes());
        assertArrayEquals(
                "one".getBytes(UTF_8),
                content.read(content.find(KEY, "v1").orElseThrow()).orElseThrow());
    }

    @Test
    void whatIsGoneIsEmptyAndNoFailure() {
        var version = content.find(KEY, "v1").orElseThrow();
        s3.at("images", KEY).removeFirst();

        assertTrue(content.find(KEY, "v1").isEmpty());
        assertTrue(content.find("incoming/ann/none.png", null).isEmpty());
        assertTrue(content.read(version).isEmpty());
        assertFalse(content.tag(KEY, "v1", ImageState.ALLOWED));
    }

    @Test
    void taggingChangesOneVersionAndOneTag() {
        assertTrue(content.tag(KEY, "v3", ImageState.REVIEW));

        assertEquals(
                Map.of("moderation", "review", "album", "summer"),
                s3.at("images", KEY).getLast().tags);
        assertEquals(Map.of("moderation", "allowed"), s3.at("images", KEY).getFirst().tags);
    }

    @Test
    void aBlockedVersionGoesWithAllOlderOnesAndLeavesNewerOnes() {
        var blocked = s3.put("images", KEY, "bad".getBytes(UTF_8), Map.of(), Map.of());
        var newer = s3.put("images", KEY, "not scanned yet".getBytes(UTF_8), Map.of(), Map.of());

        content.quarantine("pic", KEY, blocked, "enf_0");

        assertEquals(
                List.of(newer),
                s3.at("images", KEY).stream().map(stored -> stored.id).toList());
        assertEquals(
                List.of("pic/v1", "pic/v3", "pic/" + blocked),
                List.copyOf(s3.keys("quarantine").keySet()));
    }

    @Test
    void aVersionThatIsGoneTakesNoOtherIntoQuarantine() {
        content.quarantine("pic", KEY, "v99", "enf_0");

        assertEquals(2, s3.at("images", KEY).size());
    }

    @Test
    void evidenceIsEveryVersionLockedAndEqual() {
        var copies = content.preserve("pic", "case_1");

        assertEquals(
                List.of("case_1/pic/v1", "case_1/pic/v3"),
                copies.stream().map(copy -> copy.key()).toList());
        assertEquals(Hashing.sha256("one"), copies.getFirst().sha256());
        for (var copy : copies) {
            assertEquals(
                    NOW.plus(Duration.ofDays(365)),
                    s3.at("evidence", copy.key()).getFirst().lockedUntil);
        }
    }

    @Test
    void preservingAgainGivesTheSameCopies() {
        assertEquals(content.preserve("pic", "case_1"), content.preserve("pic", "case_1"));
    }

    @Test
    void whatIsInQuarantineIsPreservedAlike() {
        content.remove("pic", "enf_1", "2.5");

        assertEquals(2, content.preserve("pic", "case_1").size());
    }

    @Test
    void nothingLeftToPreserveIsSaid() {
        assertThrows(ImprimaturException.NotFound.class, () -> content.preserve("unknown", "case_1"));
    }

    @Test
    void removedContentIsInQuarantineAndItsHashesInTheBank() {
        assertTrue(content.remove("pic", "enf_1", "2.5"));

        assertEquals(List.of(), s3.at("images", KEY));
        assertEquals(1, s3.at("images", KEY + ".bak").size());
        assertArrayEquals("two".getBytes(UTF_8), s3.at("quarantine", "pic/v3").getFirst().bytes);
        assertEquals(ImageState.REMOVED, images.find("pic").orElseThrow().state());
        assertEquals(
                List.of(BankEntry.Kind.SHA256, BankEntry.Kind.PDQ),
                banks.entries.stream().map(BankEntry::kind).toList());
        assertEquals("enf_1", banks.entries.getFirst().addedBy());
    }

    @Test
    void whatAnotherDecisionTookAwayStays() {
        assertFalse(content.remove("unknown", "enf_1", "2.5"));
        assertTrue(content.remove("pic", "enf_1", "2.5"));
        assertTrue(content.remove("pic", "enf_1", "2.5"));
        assertFalse(content.remove("pic", "enf_2", "2.5"));
        assertFalse(content.restore("pic", "enf_2"));

        images.put(image("blocked", "ann", "v1", ImageState.BLOCKED));
        assertFalse(content.remove("blocked", "enf_1", "2.5"));
    }

    @Test
    void restoringGivesBackTheSameVersionsTagsMetadataAndVerdict() {
        content.remove("pic", "enf_1", "2.5");

        assertTrue(content.restore("pic", "enf_1"));
        assertRestored();
        assertTrue(content.restore("pic", "enf_1"));
        assertRestored();
    }

    private void assertRestored() {
        var versions = s3.at("images", KEY);
        assertEquals(2, versions.size());
        assertArrayEquals("one".getBytes(UTF_8), versions.getFirst().bytes);
        assertArrayEquals("two".getBytes(UTF_8), versions.getLast().bytes);
        assertEquals(METADATA, versions.getLast().metadata);
        assertEquals("image/png", versions.getLast().contentType);
        assertEquals(Map.of("moderation", "allowed"), versions.getFirst().tags);
        assertEquals(Map.of("moderation", "allowed", "album", "summer"), versions.getLast().tags);
        assertEquals(List.of(), banks.entries);
        var image = images.find("pic").orElseThrow();
        assertEquals(ImageState.ALLOWED, image.state());
        assertEquals(versions.getLast().id, image.versionId());
        assertTrue(s3.keys("quarantine").values().stream().allMatch(List::isEmpty));
    }

    @Test
    void aHeldImageComesBackHeld() {
        images.put(image("pic", "ann", "v3", ImageState.REVIEW));
        content.remove("pic", "enf_1", "2.5");
        content.restore("pic", "enf_1");

        assertEquals(ImageState.REVIEW, images.find("pic").orElseThrow().state());
    }

    /** The newest version as the scan blocks it: banned, tagged, quarantined. */
    private void block() {
        var blocked = withState(image("pic", "ann", "v3", ImageState.BLOCKED), "enf_0");
        images.put(blocked);
        BankEntry.bans(blocked, "2.5", "enf_0", NOW).forEach(banks::addIfAbsent);
        content.tag(KEY, "v3", ImageState.BLOCKED);
        content.quarantine("pic", KEY, "v3", "enf_0");
    }

    private static ImageRecord withState(ImageRecord image, String removedBy) {
        return new ImageRecord(
                image.id(),
                image.account(),
                image.key(),
                image.versionId(),
                image.sequencer(),
                image.sha256(),
                image.pdq(),
                image.pdqQuality(),
                image.contentType(),
                image.width(),
                image.height(),
                image.generationId(),
                image.state(),
                List.of("2.5"),
                image.decisionId(),
                image.at(),
                removedBy);
    }

    private void assertFreed() {
        var versions = s3.at("images", KEY);
        assertEquals(2, versions.size());
        assertArrayEquals("two".getBytes(UTF_8), versions.getLast().bytes);
        assertEquals(Map.of("moderation", "allowed", "album", "summer"), versions.getLast().tags);
        assertEquals(ImageState.ALLOWED, images.find("pic").orElseThrow().state());
        assertEquals(
                List.of(BankEntry.Purpose.ALLOW),
                banks.entries.stream().map(BankEntry::purpose).toList());
        assertEquals(Hashing.sha256("two"), banks.entries.getFirst().hash());
        assertTrue(s3.keys("quarantine").values().stream().allMatch(List::isEmpty));
    }

    @Test
    void aBlockThatIsOverturnedComesBackAllowedAndItsBytesAreAFalseAlarm() {
        block();
        assertEquals(List.of(), s3.at("images", KEY));
        assertFalse(content.restore("pic", "enf_1"));
        assertTrue(content.restore("pic", "enf_0"));
        assertFreed();
        assertTrue(content.restore("pic", "enf_0"));
        assertFreed();
    }

    @Test
    void anOverturnedBlockLeavesTheBanOfTheOriginalAlone() {
        var original = withState(image("original", "bob", "v1", ImageState.REMOVED), "enf_9");
        BankEntry.bans(original, "2.5", "enf_9", NOW).forEach(banks::addIfAbsent);
        var blocked = withState(image("pic", "ann", "v3", ImageState.BLOCKED), "enf_0");
        images.put(blocked);
        content.quarantine("pic", KEY, "v3", "enf_0");
        assertTrue(content.restore("pic", "enf_0"));
        assertEquals(BankEntry.bans(original, "2.5", "enf_9", NOW), banks.entries);
    }

    @Test
    void anOverturnedBlockInterruptedAtAnyCallShowsNothingEarlyAndCompletes() {
        var interruptions = 0;
        for (var calls = 0; calls < ALL_CALLS; calls++) {
            start();
            block();
            if (!interrupted(calls, () -> content.restore("pic", "enf_0"))) {
                break;
            }
            interruptions++;
            assertTrue(content.restore("pic", "enf_0"));
            assertFreed();
        }
        assertTrue(interruptions > 10, "interrupted only " + interruptions + " times");
    }

    @Test
    void aHeldImageIsReleasedByItsOwnDecisionAlone() {
        content.tag(KEY, "v3", ImageState.REVIEW);
        images.put(image("pic", "ann", "v3", ImageState.REVIEW));
        assertFalse(content.release("pic", "img_0"));
        assertEquals("review", s3.at("images", KEY).getLast().tags.get("moderation"));
        assertTrue(content.release("pic", "img_1"));
        assertTrue(content.release("pic", "img_1"));
        assertEquals("allowed", s3.at("images", KEY).getLast().tags.get("moderation"));
    }

    @Test
    void whatAScanHadBlockedBeforeDoesNotComeBackWithALaterRemoval() {
        content.quarantine("pic", KEY, "v1", "enf_0");
        content.remove("pic", "enf_1", "2.5");
        content.restore("pic", "enf_1");

        assertEquals(1, s3.at("images", KEY).size());
        assertEquals(1, s3.at("quarantine", "pic/v1").size());
    }

    @Test
    void aRemovalInterruptedAtAnyCallIsNeverReadableByHalfAndCompletes() {
        var interruptions = 0;
        for (var calls = 0; calls < ALL_CALLS; calls++) {
            start();
            if (!interrupted(calls, () -> content.remove("pic", "enf_1", "2.5"))) {
                break;
            }
            interruptions++;
            assertEquals(ImageState.REMOVED, images.find("pic").orElseThrow().state());
            assertNothingIsLost();
            assertTrue(content.remove("pic", "enf_1", "2.5"));
            assertEquals(List.of(), s3.at("images", KEY));
            assertEquals(2, banks.entries.size());
            assertTrue(content.restore("pic", "enf_1"));
            assertRestored();
        }
        assertTrue(interruptions > 10, "interrupted only " + interruptions + " times");
    }

    @Test
    void aRestorationInterruptedAtAnyCallShowsNothingEarlyAndCompletes() {
        var interruptions = 0;
        for (var calls = 0; calls < ALL_CALLS; calls++) {
            start();
            content.remove("pic", "enf_1", "2.5");
            if (!interrupted(calls, () -> content.restore("pic", "enf_1"))) {
                break;
            }
            interruptions++;
            assertNothingIsLost();
            if (images.find("pic").orElseThrow().state() == ImageState.REMOVED) {
                assertTrue(s3.at("images", KEY).stream()
                        .noneMatch(stored -> "allowed".equals(stored.tags.get("moderation"))));
            }
            assertTrue(content.restore("pic", "enf_1"));
            assertRestored();
        }
        assertTrue(interruptions > 10, "interrupted only " + interruptions + " times");
    }

    private void assertNothingIsLost() {
        for (var bytes : List.of("one", "two")) {
            var there = List.of("images", "quarantine").stream()
                    .flatMap(bucket -> s3.keys(bucket).values().stream())
                    .flatMap(List::stream)
                    .anyMatch(stored -> new String(stored.bytes, UTF_8).equals(bytes));
            assertTrue(there, bytes + " is lost");
        }
    }

    private boolean interrupted(int calls, Runnable act) {
        s3.failAfter(calls);
        try {
            act.run();
            return false;
        } catch (IllegalStateException e) {
            return true;
        } finally {
            s3.recover();
        }
    }

    @Test
    void nearCopiesAreEqualBytesOnEveryAccountAndLikenessesOnTheSame() {
        images.put(image("same", "bob", "v1", ImageState.ALLOWED));
        images.put(withHashes("like", "ann", "0".repeat(64), "7".repeat(7) + "f".repeat(57), 100));
        images.put(withHashes("flat", "ann", "0".repeat(64), PDQ, 49));
        images.put(withHashes("other", "ann", "0".repeat(64), "0".repeat(64), 100));

        assertEquals(
                List.of("like", "same"),
                content.nearCopies("pic").stream().sorted().toList());
        assertEquals(List.of(), content.nearCopies("unknown"));
    }

    private static ImageRecord withHashes(String id, String account, String sha256, String pdq, int quality) {
        var key = "incoming/" + account + "/" + id + ".png";
        return new ImageRecord(
                id,
                account,
                key,
                "v1",
                "1",
                sha256,
                pdq,
                quality,
                "image/png",
                1,
                1,
                null,
                ImageState.ALLOWED,
                List.of(),
                "img_2",
                NOW,
                null);
    }
}
