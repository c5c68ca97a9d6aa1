package imprimatur.scan;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Hashing;
import imprimatur.base.Limits;
import imprimatur.enforcement.AutomaticBlocks;
import imprimatur.imaging.BankEntry;
import imprimatur.imaging.ImageRecord;
import imprimatur.imaging.ImageState;
import imprimatur.imaging.PdqHasher;
import imprimatur.imaging.Picture;
import imprimatur.imaging.Restoration;
import imprimatur.policy.Decision;
import imprimatur.policy.DecisionRecord;
import imprimatur.policy.Outcome;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ScanServiceTest {
    private static final String KEY = "incoming/ann/pic.png";
    private static final int ALL_WRITES = 60;

    private World world = new World();

    /** Cells of pseudo-random grey: rich enough to be hashed, and harmless. */
    private static BufferedImage drawing(long seed) {
        var random = new Random(seed);
        var cells = random.ints(256, 0, 256).toArray();
        var image = new BufferedImage(160, 160, BufferedImage.TYPE_INT_RGB);
        for (var y = 0; y < 160; y++) {
            for (var x = 0; x < 160; x++) {
                image.setRGB(x, y, cells[y / 10 * 16 + x / 10] * 0x010101);
            }
        }
        return image;
    }

    private static byte[] file(BufferedImage image, String format) {
        try {
            var out = new ByteArrayOutputStream();
            ImageIO.write(image, format, out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static byte[] harmless() {
        return file(drawing(1), "png");
    }

    private static byte[] banned() {
        return file(drawing(2), "png");
    }

    private static byte[] nearCopyOfBanned() {
        return file(drawing(2), "jpeg");
    }

    private static String pdq(BufferedImage image) {
        var rgb = new byte[3 * image.getWidth() * image.getHeight()];
        for (var i = 0; i < rgb.length / 3; i++) {
            var pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        return PdqHasher.hash(new Picture(image.getWidth(), image.getHeight(), rgb))
                .upright()
                .hex();
    }

    private void ban(String section, String addedBy) {
        bank(BankEntry.Purpose.BAN, section, addedBy);
    }

    private void bank(BankEntry.Purpose purpose, String section, String addedBy) {
        world.bank.add(new BankEntry(
                "local", BankEntry.Kind.PDQ, pdq(drawing(2)), purpose, section, addedBy, null, World.NOW));
    }

    private void check(String id, String account, Outcome outcome, List<String> sections) {
        var decision = new Decision(outcome, sections, List.of(), "1");
        world.decisions.put(
                id,
                new DecisionRecord(
                        id, DecisionRecord.Kind.PROMPT, account, World.NOW, decision, List.of(), Map.of(), "p", null));
    }

    private ImageRecord image() {
        return Optional.ofNullable(world.images.get("pic")).orElseThrow();
    }

    private @Nullable ImageState tag(String version) {
        return world.version(version).tag;
    }

    private List<String> events() {
        return world.events.stream().map(event -> event.type()).toList();
    }

    @Test
    void aHarmlessPictureIsReadableAfterItsScanAndNotBefore() {
        var upload = world.upload(KEY, "v1", harmless());
        assertFalse(world.readable("v1"));

        world.service.scan(upload);

        assertTrue(world.readable("v1"));
        assertEquals(ImageState.ALLOWED, image().state());
        assertEquals(Hashing.sha256(harmless()), image().sha256());
        assertEquals("image/png", image().contentType());
        assertEquals(160, image().width());
        assertEquals(List.of("image.allowed"), events());
        assertEquals(Map.of(), world.notices);
    }

    @Test
    void aNearCopyOfABannedPictureIsBlockedQuarantinedAndBanned() {
        ban("2.5", "lena");

        world.service.scan(world.upload(KEY, "v1", nearCopyOfBanned()));

        assertEquals(ImageState.BLOCKED, image().state());
        assertEquals(List.of("2.5"), image().sections());
        assertEquals(ImageState.BLOCKED, tag("v1"));
        assertTrue(world.version("v1").quarantined);
        assertEquals(AutomaticBlocks.id(image().decisionId()), image().removedBy());
        assertEquals(List.of("image.blocked"), events());
        assertTrue(world.bank.stream().anyMatch(entry -> entry.hash().equals(Hashing.sha256(nearCopyOfBanned()))));
    }

    @Test
    void whatANearCopyAddsToTheBankGoesWithTheEnforcementThatBannedTheOriginal() {
        ban("2.5", "enf_1");

        world.service.scan(world.upload(KEY, "v1", nearCopyOfBanned()));

        assertTrue(world.bank.stream().allMatch(entry -> entry.addedBy().equals("enf_1")));
        assertEquals(2, world.bank.size());
    }

    @Test
    void aPictureOfAnAllowedHashIsAllowed() {
        ban("2.5", "lena");
        bank(BankEntry.Purpose.ALLOW, "2.5", "lena");

        world.service.scan(world.upload(KEY, "v1", nearCopyOfBanned()));

        assertTrue(world.readable("v1"));
    }

    @Test
    void aHeldHashOpensACaseWithTheDeadlineOfItsSection() {
        bank(BankEntry.Purpose.HOLD, "2.4", "lena");

        world.service.scan(world.upload(KEY, "v1", banned()));

        assertEquals(ImageState.REVIEW, tag("v1"));
        var notice = world.notices.values().iterator().next();
        assertEquals("2.4", notice.section());
        assertEquals("pic", notice.imageId());
        assertEquals(World.NOW.plus(Duration.ofHours(24)), world.due.get(notice.id()));
        assertEquals(List.of(), events());
    }

    @Test
    void whatMayShowAMinorIsNeverAllowedAndQuarantinedAtOnce() {
        bank(BankEntry.Purpose.HOLD, "2.2", "lena");

        world.service.scan(world.upload(KEY, "v1", banned()));

        assertEquals(ImageState.BLOCKED, image().state());
        assertTrue(world.version("v1").quarantined);
        assertEquals(1, world.notices.size());
        assertEquals(1, world.bank.size(), "a suspicion bans nothing");
    }

    @Test
    void whatCannotBeDecodedIsHeldForAPerson() {
        world.service.scan(world.upload(KEY, "v1", "no picture".getBytes(UTF_8)));

        assertEquals(ImageState.REVIEW, image().state());
        assertEquals(ImageState.REVIEW, tag("v1"));
        assertEquals(1, world.notices.size());
        assertTrue(world.notices.values().iterator().next().explanation().contains("image.undecodable"));
    }

    @Test
    void anEmptyUploadIsHeld() {
        world.service.scan(world.upload(KEY, "v1", new byte[0]));

        assertEquals(ImageState.REVIEW, tag("v1"));
    }

    @Test
    void anUploadTooLargeToBeReadIsHeldUnread() {
        world.service.scan(world.huge(KEY, "v1"));

        assertEquals(ImageState.REVIEW, tag("v1"));
        assertEquals(null, image().sha256());
    }

    @Test
    void anUploadOfAnUnknownAccountIsHeld() {
        world.service.scan(world.upload("incoming/eve/pic.png", "v1", harmless()));

        assertEquals(ImageState.REVIEW, tag("v1"));
    }

    @Test
    void anImageOfAPromptThatWasHeldIsHeld() {
        check("chk_1", "ann", Outcome.REVIEW, List.of("2.3"));

        world.service.scan(world.upload(KEY, "v1", harmless(), "chk_1"));

        assertEquals(ImageState.REVIEW, tag("v1"));
        assertEquals(List.of("2.3"), image().sections());
    }

    @Test
    void anImageOfAnAllowedPromptOrOfSomebodyElsesIsJudgedByItself() {
        check("chk_1", "ann", Outcome.ALLOW, List.of());
        check("chk_2", "bob", Outcome.REVIEW, List.of("2.3"));

        world.service.scan(world.upload(KEY, "v1", harmless(), "chk_1"));
        world.service.scan(world.upload("incoming/ann/two.png", "v2", harmless(), "chk_2"));
        world.service.scan(world.upload("incoming/ann/three.png", "v3", harmless(), "chk_unknown"));

        assertTrue(world.readable("v1"));
        assertTrue(world.readable("v2"));
        assertTrue(world.readable("v3"));
    }

    @Test
    void theDecisionIsKeptWithAllThatIsNeededToMakeItAgain() {
        ban("2.5", "lena");
        world.service.scan(world.upload(KEY, "v1", banned()));

        var decided =
                Optional.ofNullable(world.decisions.get(image().decisionId())).orElseThrow();
        assertEquals(DecisionRecord.Kind.IMAGE, decided.kind());
        assertEquals(decided.decision(), World.POLICY.decide(decided.signals(), decided.facts()));
    }

    @Test
    void aDuplicateGivesTheSameVerdictAndNoSecondCase() {
        var upload = world.upload(KEY, "v1", "no picture".getBytes(UTF_8));
        world.service.scan(upload);
        var first = image();

        world.service.scan(upload);

        assertEquals(first, image());
        assertEquals(1, world.decisions.size());
        assertEquals(1, world.notices.size());
    }

    @Test
    void aDuplicateKeepsTheDecisionThoughTheBanksChanged() {
        var upload = world.upload(KEY, "v1", banned());
        world.service.scan(upload);
        ban("2.5", "lena");

        world.service.scan(upload);

        assertEquals(ImageState.ALLOWED, image().state());
    }

    @Test
    void anOlderEventThatComesLateReplacesNothing() {
        var first = world.upload(KEY, "v1", harmless());
        var second = world.upload(KEY, "v2", file(drawing(3), "png"));

        world.service.scan(second);
        world.service.scan(first);

        assertEquals("v2", image().versionId());
        assertTrue(world.readable("v2"));
        assertFalse(world.readable("v1"));
    }

    @Test
    void anOlderBannedVersionThatComesLateIsQuarantinedAlone() {
        ban("2.5", "lena");
        var first = world.upload(KEY, "v1", banned());
        var second = world.upload(KEY, "v2", harmless());

        world.service.scan(second);
        world.service.scan(first);

        assertTrue(world.version("v1").quarantined);
        assertTrue(world.readable("v2"));
        assertEquals("v2", image().versionId());
    }

    @Test
    void anOverwrittenKeyIsUnreadableUntilItsNewVersionIsScanned() {
        world.service.scan(world.upload(KEY, "v1", harmless()));
        var second = world.upload(KEY, "v2", harmless());
        assertFalse(world.readable("v2"));

        world.service.scan(second);

        assertTrue(world.readable("v2"));
        assertEquals("v2", image().versionId());
    }

    @Test
    void aBlockedVersionTakesTheAllowedOnesBeforeItAlong() {
        ban("2.5", "lena");
        world.service.scan(world.upload(KEY, "v1", harmless()));
        world.service.scan(world.upload(KEY, "v2", banned()));

        assertFalse(world.readable("v1"));
        assertFalse(world.readable("v2"));
    }

    @Test
    void aDeletedObjectIsDone() {
        var upload = world.upload(KEY, "v1", harmless());
        world.versions.clear();

        world.service.scan(upload);

        assertEquals(Map.of(), world.images);
        assertEquals(Map.of(), world.decisions);
    }

    @Test
    void aKeyOfAnotherShapeIsNeverAllowed() {
        for (var key :
                List.of("incoming/pic.png", "incoming/ann/deep/pic.png", "incoming/ann/pic", "other/ann/pic.png")) {
            world.service.scan(world.upload(key, "v1", harmless()));
            assertFalse(world.readable("v1"), key);
        }
        assertEquals(Map.of(), world.images);
    }

    @Test
    void anIdThatBelongsToAnotherKeyIsHeldAndLeavesTheOtherAlone() {
        world.service.scan(world.upload(KEY, "v1", harmless()));

        world.service.scan(world.upload("incoming/bob/pic.png", "v2", harmless()));

        assertTrue(world.readable("v1"));
        assertEquals(KEY, image().key());
        assertEquals(ImageState.REVIEW, tag("v2"));
        assertEquals(1, world.notices.size());
    }

    @Test
    void removedStaysRemovedWhateverIsUploadedUnderItsKey() {
        world.service.scan(world.upload(KEY, "v1", harmless()));
        remove();

        world.service.scan(world.upload(KEY, "v2", file(drawing(3), "png")));

        assertFalse(world.readable("v2"));
        assertEquals(ImageState.REMOVED, image().state());
    }

    private void remove() {
        var old = image();
        world.images.put(
                "pic",
                new ImageRecord(
                        old.id(),
                        old.account(),
                        old.key(),
                        old.versionId(),
                        old.sequencer(),
                        old.sha256(),
                        old.pdq(),
                        old.pdqQuality(),
                        old.contentType(),
                        old.width(),
                        old.height(),
                        old.generationId(),
                        ImageState.REMOVED,
                        old.sections(),
                        old.decisionId(),
                        old.at(),
                        "enf_1"));
    }

    @Test
    void aRemovalWhileTheScanAllowsTakesTheTagBack() {
        world.beforeTag = this::remove;

        world.service.scan(world.upload(KEY, "v1", harmless()));

        assertEquals(ImageState.REMOVED, tag("v1"));
        assertEquals(List.of(), events());
    }

    @Test
    void aLaterUploadWhileTheScanAllowsTakesTheTagBack() {
        var first = world.upload(KEY, "v1", harmless());
        var second = world.upload(KEY, "v2", harmless());
        world.beforeTag = () -> world.service.scan(second);

        world.service.scan(first);

        assertFalse(world.readable("v1"));
        assertTrue(world.readable("v2"));
    }

    @Test
    void whatARestorationPutBackKeepsItsVerdict() {
        world.service.scan(world.upload(KEY, "v1", "no picture".getBytes(UTF_8)));
        var held = image();
        world.restorations.put("pic", new Restoration("enf_1", Map.of("v1", "v2")));

        world.service.scan(world.upload(KEY, "v2", "no picture".getBytes(UTF_8)));

        assertEquals(held, image());
        assertEquals(1, world.notices.size());
    }

    /** A harmless-looking picture of ann, let through before its likeness was banned. */
    private Upload letThrough(String id, byte[] bytes) {
        var upload = world.upload("incoming/ann/" + id + ".png", "v-" + id, bytes);
        world.service.scan(upload);
        assertTrue(world.readable("v-" + id));
        return upload;
    }

    @Test
    void copiesThatWereLetThroughBeforeTheBanAreBlockedWithTheNextOne() {
        letThrough("same", nearCopyOfBanned());
        letThrough("near", banned());
        letThrough("other", harmless());
        ban("2.5", "lena");

        world.service.scan(world.upload(KEY, "v1", nearCopyOfBanned()));

        assertFalse(world.readable("v-same"));
        assertFalse(world.readable("v-near"));
        assertTrue(world.version("v-near").quarantined);
        assertTrue(world.readable("v-other"));
        assertEquals(
                List.of("image.blocked", "image.blocked", "image.blocked"),
                events().stream().filter("image.blocked"::equals).toList());
        var near = Optional.ofNullable(world.images.get("near")).orElseThrow();
        assertEquals(ImageState.BLOCKED, near.state());
        assertEquals(List.of("2.5"), near.sections());
    }

    @Test
    void aLateDuplicateOfACopyDoesNotLetItThroughAgain() {
        var upload = letThrough("near", banned());
        ban("2.5", "lena");
        world.service.scan(world.upload(KEY, "v1", nearCopyOfBanned()));
        world.version("v-near").quarantined = false;

        world.service.scan(upload);

        assertFalse(world.readable("v-near"));
        assertEquals(ImageState.BLOCKED, tag("v-near"));
        assertTrue(world.version("v-near").quarantined);
    }

    @Test
    void blockingCopiesCompletesWhereverItIsInterrupted() {
        var done = false;
        for (var writes = 0; !done && writes < ALL_WRITES; writes++) {
            world = new World();
            letThrough("near", banned());
            ban("2.5", "lena");
            var upload = world.upload(KEY, "v1", nearCopyOfBanned());
            world.failAfter(writes);
            try {
                world.service.scan(upload);
                done = true;
            } catch (IllegalStateException e) {
                world.recover();
                world.service.scan(upload);
            }
            assertTrue(world.version("v-near").quarantined, "after " + writes);
            assertTrue(world.version("v1").quarantined, "after " + writes);
            assertEquals(3, world.decisions.size(), "after " + writes);
        }
        assertTrue(done);
    }

    @Test
    void aNewerUploadOfACopyIsNotBlockedInItsStead() {
        letThrough("near", banned());
        world.service.scan(world.upload("incoming/ann/near.png", "v-new", harmless()));
        ban("2.5", "lena");

        world.service.scan(world.upload(KEY, "v1", nearCopyOfBanned()));

        assertTrue(world.readable("v-new"));
    }

    @Test
    void aCopyThatAnAllowedHashClearsStays() {
        letThrough("near", banned());
        ban("2.5", "lena");
        world.bank.add(new BankEntry(
                "local",
                BankEntry.Kind.SHA256,
                Hashing.sha256(banned()),
                BankEntry.Purpose.ALLOW,
                "2.5",
                "lena",
                null,
                World.NOW));

        world.service.scan(world.upload(KEY, "v1", nearCopyOfBanned()));

        assertTrue(world.readable("v-near"));
    }

    @Test
    void aHashThatMatchesManyAccountsHoldsFromThenOnAndIsAskedAboutOnce() {
        ban("2.5", "lena");
        for (var i = 0; i < Limits.BANK_ACCOUNTS_A_DAY; i++) {
            world.accounts.add("user" + i);
            world.service.scan(world.upload("incoming/user" + i + "/img" + i + ".png", "v" + i, nearCopyOfBanned()));
            assertTrue(world.version("v" + i).quarantined);
        }
        var entries = world.bank.size();

        world.service.scan(world.upload(KEY, "late", banned()));
        world.service.scan(world.upload("incoming/bob/later.png", "later", banned()));

        assertEquals(ImageState.REVIEW, tag("late"));
        assertEquals(ImageState.REVIEW, tag("later"));
        assertFalse(world.version("late").quarantined);
        assertEquals(BankEntry.Standing.SUSPECT, world.bank.getFirst().standing());
        assertEquals(entries, world.bank.size(), "it bans nothing more");
        assertEquals(2, world.notices.size());
        assertEquals(1, Set.copyOf(world.subjects.values()).size(), "one case for both");
    }

    @Test
    void oneAccountMakesNoHashSuspectAndAConfirmedOneNeverIs() {
        ban("2.5", "lena");
        for (var i = 0; i <= Limits.BANK_ACCOUNTS_A_DAY; i++) {
            world.service.scan(world.upload("incoming/ann/img" + i + ".png", "v" + i, nearCopyOfBanned()));
        }
        assertEquals(BankEntry.Standing.ENFORCED, world.bank.getFirst().standing());

        world.bank.replaceAll(entry -> entry.in(BankEntry.Standing.CONFIRMED));
        for (var i = 0; i <= Limits.BANK_ACCOUNTS_A_DAY; i++) {
            world.accounts.add("user" + i);
            world.service.scan(world.upload("incoming/user" + i + "/p" + i + ".png", "w" + i, banned()));
        }
        assertEquals(BankEntry.Standing.CONFIRMED, world.bank.getFirst().standing());
        assertEquals(Map.of(), world.notices);
    }

    @Test
    void whatMayShowAMinorStaysBlockedWhereItsHashIsSuspect() {
        ban("2.2", "lena");
        world.bank.replaceAll(entry -> entry.in(BankEntry.Standing.SUSPECT));

        world.service.scan(world.upload(KEY, "v1", banned()));
        world.service.scan(world.upload("incoming/bob/two.png", "v2", banned()));

        assertTrue(world.version("v1").quarantined);
        assertTrue(world.version("v2").quarantined);
        assertEquals(1, Set.copyOf(world.subjects.values()).size());
        assertEquals(1, world.bank.size());
    }

    @Test
    void anUploadThatWasDeletedMeanwhileIsLeftAlone() {
        var upload = world.upload(KEY, "v1", harmless());
        world.version("v1").quarantined = true;

        world.service.scan(upload);

        assertEquals(Map.of(), world.images);
        assertEquals(Map.of(), world.decisions);
    }

    @Test
    void aRunThatEndsAnywhereCompletesWhenItIsRepeated() {
        for (var kind : List.of("allowed", "blocked", "held", "minors")) {
            var whole = run(kind, Integer.MAX_VALUE);
            var interruptions = 0;
            while (interruptions < ALL_WRITES && run(kind, interruptions) == null) {
                world.service.scan(new Upload(List.of(KEY), "v1", "%032d".formatted(1)));
                assertEquals(whole, state(), kind + " after " + interruptions);
                interruptions++;
            }
            assertTrue(interruptions >= 4, kind + " was interrupted " + interruptions + " times");
        }
    }

    /** The end state of a run; null where it was interrupted. */
    private @Nullable String run(String kind, int writes) {
        var upload = begin(kind);
        world.failAfter(writes);
        try {
            world.service.scan(upload);
            return state();
        } catch (IllegalStateException e) {
            assertFalse(writes < 3 && world.readable("v1"), "readable before its record was kept");
            return null;
        } finally {
            world.recover();
        }
    }

    private Upload begin(String kind) {
        world = new World();
        switch (kind) {
            case "allowed" -> {
                return world.upload(KEY, "v1", harmless());
            }
            case "blocked" -> ban("2.5", "lena");
            case "held" -> bank(BankEntry.Purpose.HOLD, "2.5", "lena");
            default -> ban("2.2", "lena");
        }
        return world.upload(KEY, "v1", nearCopyOfBanned());
    }

    private String state() {
        return image() + " " + tag("v1") + " " + world.version("v1").quarantined + " " + world.bank + " "
                + world.notices.keySet() + " " + List.copyOf(new TreeSet<>(events()));
    }
}
