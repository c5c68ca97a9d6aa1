package imprimatur.imaging;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;

import imprimatur.base.Hashing;
import imprimatur.imaging.BankEntry.Kind;
import imprimatur.imaging.BankEntry.Purpose;
import imprimatur.imaging.scan.ImageScanner;
import imprimatur.policy.Signal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ImageScannerTest {
    private static final Instant NOW = Instant.parse("2026-11-25T10:00:00Z");

    private final List<BankEntry> bank = new ArrayList<>();
    private final ImageScanner scanner = ImageScanner.withoutModels(new SafeDecoder(), () -> new HashIndex(bank));

    private void bank(Kind kind, String hash, Purpose purpose) {
        bank.add(new BankEntry("local", kind, hash, purpose, "2.5", "lena", null, NOW));
    }

    private static String pdq(Picture picture) {
        return PdqHasher.hash(picture).upright().hex();
    }

    private static byte[] upload() {
        return Pictures.jpeg(Pictures.image(Pictures.NOISE, 300, 200), 0.8f);
    }

    private List<String> names(byte[] bytes) {
        return scanner.scan(bytes).signals().stream().map(Signal::name).toList();
    }

    @Test
    void aHarmlessPictureIsMeasuredAndGivesNoSignal() {
        var scan = scanner.scan(upload());

        assertEquals(Hashing.sha256(upload()), scan.sha256());
        assertEquals(ImageType.JPEG, scan.type());
        assertEquals(300, scan.width());
        assertEquals(200, scan.height());
        assertNotNull(scan.pdq());
        assertEquals(List.of(), scan.signals());
        assertEquals(Map.of(), scan.facts());
    }

    @Test
    void aNearCopyOfABannedPictureIsKnownWithItsSection() {
        bank(Kind.PDQ, pdq(Pictures.picture(Pictures.NOISE, 600, 400)), Purpose.BAN);

        assertEquals(List.of("image.bank_ban"), names(upload()));
        assertEquals("2.5", scanner.scan(upload()).facts().get("image.bank_section"));
    }

    @Test
    void aMirroredCopyOfABannedPictureIsKnown() {
        bank(Kind.PDQ, pdq(Upright.of(Pictures.image(Pictures.NOISE, 600, 400), 2)), Purpose.BAN);

        assertEquals(List.of("image.bank_ban"), names(upload()));
    }

    @Test
    void anotherPictureIsNotTakenForABannedOne() {
        bank(Kind.PDQ, pdq(Pictures.picture(Pictures.noise(4), 600, 400)), Purpose.BAN);

        assertEquals(List.of(), names(upload()));
    }

    @Test
    void anAllowedHashOutweighsABannedAndABannedAHeldOne() {
        var hash = pdq(Pictures.picture(Pictures.NOISE, 300, 200));
        bank(Kind.PDQ, hash, Purpose.HOLD);
        assertEquals(List.of("image.bank_hold"), names(upload()));

        bank(Kind.PDQ, hash, Purpose.BAN);
        assertEquals(List.of("image.bank_ban"), names(upload()));

        bank(Kind.SHA256, Hashing.sha256(upload()), Purpose.ALLOW);
        assertEquals(List.of("image.bank_allow"), names(upload()));
    }

    @Test
    void aFlatPictureIsMatchedByItsBytesAlone() {
        var flat = Pictures.file(Pictures.image((x, y, w, h) -> 0x808080, 100, 100), "png");
        bank(Kind.PDQ, pdq(Pictures.picture((x, y, w, h) -> 0x818181, 100, 100)), Purpose.BAN);
        assertEquals(List.of(), names(flat));

        bank(Kind.SHA256, Hashing.sha256(flat), Purpose.BAN);
        assertEquals(List.of("image.bank_ban"), names(flat));
    }

    @Test
    void aBannedFrameIsFoundAmongHarmlessOnesEvenOfAnAllowedKind() {
        var frames = List.of(Pictures.grey(Pictures.CHECKS, 200, 200), Pictures.grey(Pictures.NOISE, 200, 200));
        bank(Kind.PDQ, pdq(Upright.of(frames.get(0), 1)), Purpose.ALLOW);
        bank(Kind.PDQ, pdq(Upright.of(frames.get(1), 1)), Purpose.BAN);

        assertEquals(List.of("image.bank_ban"), names(Pictures.gif(frames)));
    }

    @Test
    void whatCannotBeDecodedIsSignalledAndStillKnownByItsBytes() {
        var bytes = "no picture".getBytes(StandardCharsets.UTF_8);
        assertEquals(List.of("image.undecodable"), names(bytes));
        assertNull(scanner.scan(bytes).pdq());

        bank(Kind.SHA256, Hashing.sha256(bytes), Purpose.BAN);
        assertEquals(List.of("image.bank_ban", "image.undecodable"), names(bytes));
    }
}
