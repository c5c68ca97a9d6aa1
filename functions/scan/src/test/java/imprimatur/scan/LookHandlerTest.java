package imprimatur.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import imprimatur.base.Hashing;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Json;
import imprimatur.imaging.BankEntry;
import imprimatur.imaging.BankEntry.Kind;
import imprimatur.imaging.BankEntry.Purpose;
import imprimatur.imaging.HashIndex;
import imprimatur.imaging.SafeDecoder;
import imprimatur.imaging.scan.ImageScanner;
import imprimatur.imaging.scan.Scan;
import imprimatur.policy.ImageMeasurer.Measured;
import imprimatur.policy.ImageMeasurer.Question;
import imprimatur.policy.Signal;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the function check asks and is told. */
class LookHandlerTest {
    private static final byte[] NO_IMAGE = {1, 2, 3};
    private static final Context NO_CONTEXT = (Context)
            Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[] {Context.class}, (p, m, a) -> {
                throw new UnsupportedOperationException("the handler needs no context");
            });

    private static Measured look(String event, BankEntry... entries) throws IOException {
        var index = new HashIndex(List.of(entries));
        var handler = new LookHandler(ImageScanner.withoutModels(new SafeDecoder(), () -> index));
        var answer = new ByteArrayOutputStream();
        handler.handleRequest(new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8)), answer, NO_CONTEXT);
        return Json.read(answer.toString(StandardCharsets.UTF_8), Measured.class);
    }

    private static String question(byte[] bytes) {
        return Json.write(new Question(Base64.getEncoder().encodeToString(bytes)));
    }

    private static List<String> names(Measured measured) {
        return measured.signals().stream().map(Signal::name).toList();
    }

    @Test
    void whatIsMeasuredComesBackAsItIs() throws Exception {
        var banned = new BankEntry(
                "local", Kind.SHA256, Hashing.sha256(NO_IMAGE), Purpose.BAN, "2.3", "enf_1", null, Instant.EPOCH);
        var measured = look(question(NO_IMAGE), banned);
        assertTrue(names(measured).contains(Scan.BANK_BAN));
        assertEquals("2.3", measured.facts().get(Scan.BANK_SECTION));
    }

    @Test
    void whatCannotBeDecodedIsToldAndIsNotComplete() throws Exception {
        var measured = look(question(NO_IMAGE));
        assertTrue(names(measured).contains(Scan.UNDECODABLE));
        assertFalse(measured.complete());
    }

    @Test
    void anEventThatIsNoQuestionFailsTheCall() {
        assertThrows(BadInput.class, () -> look("{\"image\":\"***\"}"));
        assertThrows(BadInput.class, () -> look("{\"picture\":\"\"}"));
    }
}
