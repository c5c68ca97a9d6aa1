package imprimatur.scan;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import imprimatur.aws.Log;
import imprimatur.aws.QueueBatch;
import imprimatur.base.ImprimaturException.BadInput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The files of {@code events/} through the serialisers that the runtime uses. */
class SampleEventsTest {
    private static final Context NO_CONTEXT = (Context)
            Proxy.newProxyInstance(Context.class.getClassLoader(), new Class<?>[] {Context.class}, (p, m, a) -> {
                throw new UnsupportedOperationException("the handler needs no context");
            });

    private final List<Upload> uploads = new ArrayList<>();
    private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
    private final List<String> reasons = new ArrayList<>();
    private final RequestHandler<SQSEvent, SQSBatchResponse> handler = new ScanHandler(
            uploads::add,
            new QueueBatch(
                    "scan",
                    (body, reason) -> reasons.add(reason),
                    Log.to(new PrintStream(lines, true, StandardCharsets.UTF_8), () -> Instant.EPOCH)));

    private String replay(String name) {
        try (var in = Files.newInputStream(directory().resolve(name))) {
            var event = LambdaEventSerializers.serializerFor(SQSEvent.class, SQSEvent.class.getClassLoader())
                    .fromJson(in);
            var out = new ByteArrayOutputStream();
            LambdaEventSerializers.serializerFor(SQSBatchResponse.class, SQSBatchResponse.class.getClassLoader())
                    .toJson(handler.handleRequest(event, NO_CONTEXT), out);
            return out.toString(StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError("no sample event " + name, e);
        }
    }

    private static Path directory() {
        var here = Path.of("").toAbsolutePath();
        return here.endsWith("scan") && Files.isDirectory(here.resolve("../../events"))
                ? here.resolve("../../events")
                : here.resolve("events");
    }

    @Test
    void anUploadIsScanned() {
        assertEquals("{\"batchItemFailures\":[]}", replay("s3-upload.json"));

        var upload = uploads.getFirst();
        assertEquals(List.of("incoming/ann/pic.png"), upload.keys());
        assertEquals("L4kqtJlcpXroDTDmpUMLUo", upload.versionId());
        assertTrue(upload.sequencer().startsWith("0055AED6DCD90281E5"));
    }

    @Test
    void anEncodedKeyIsMeantDecoded() {
        replay("s3-upload-encoded-key.json");

        assertEquals(
                "incoming/ann@home/a red+blue.png", uploads.getFirst().keys().getFirst());
    }

    @Test
    void aDuplicateIsHandedInTwiceAlike() {
        replay("s3-upload-duplicate.json");

        assertEquals(2, uploads.size());
        assertEquals(uploads.getFirst(), uploads.getLast());
    }

    @Test
    void theTestMessageOfS3IsDropped() {
        assertEquals("{\"batchItemFailures\":[]}", replay("s3-test-event.json"));
        assertEquals(List.of(), uploads);
    }

    @Test
    void aPoisonedMessageGoesToTheDeadLettersAloneAndIsLogged() {
        assertEquals("{\"batchItemFailures\":[]}", replay("sqs-upload-malformed.json"));

        assertEquals(3, reasons.size());
        assertEquals(1, uploads.size());
        assertEquals(3, lines.toString(StandardCharsets.UTF_8).lines().count());
        assertTrue(lines.toString(StandardCharsets.UTF_8).contains("the message is no S3 notification"));
    }

    @Test
    void aNotificationWithoutVersionIsReadWithItsKeyAsItIsFirst() {
        var upload = Upload.parse(notification("\"key\":\"incoming/ann/a+b.png\",\"sequencer\":\"0a\""))
                .getFirst();

        assertEquals(List.of("incoming/ann/a+b.png", "incoming/ann/a b.png"), upload.keys());
        assertEquals(null, upload.versionId());
    }

    @Test
    void sequencersOfAnyLengthAndCaseSortAsS3Says() {
        var shorter =
                Upload.parse(notification("\"key\":\"k\",\"sequencer\":\"0a\"")).getFirst();
        var longer = Upload.parse(notification("\"key\":\"k\",\"sequencer\":\"0A1\""))
                .getFirst();
        var byTime = Upload.parse(notification("\"key\":\"k\"")).getFirst();

        assertTrue(shorter.sequencer().compareTo(longer.sequencer()) < 0);
        assertEquals(32, byTime.sequencer().length());
    }

    @Test
    void deletionsAreNoUploads() {
        assertEquals(
                List.of(),
                Upload.parse(notification("\"key\":\"k\"").replace("ObjectCreated:Put", "ObjectRemoved:Delete")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "{}",
                "{\"Records\":3}",
                "{\"Records\":[3]}",
                "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\"}]}",
                "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"object\":{\"key\":7}}}]}",
                "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"s3\":{\"object\":{\"key\":\"k\",\"sequencer\":\"xyz\"}}}]}",
                "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"eventTime\":\"now\",\"s3\":{\"object\":{\"key\":\"k\"}}}]}"
            })
    void whatIsNoNotificationIsRefused(String message) {
        assertThrows(BadInput.class, () -> Upload.parse(message));
    }

    @Test
    void aKeyThatIsEncodedWrongIsTakenAsItIs() {
        assertEquals(
                List.of("a%zz"),
                Upload.parse(notification("\"key\":\"a%zz\"")).getFirst().keys());
    }

    private static String notification(String object) {
        return "{\"Records\":[{\"eventName\":\"ObjectCreated:Put\",\"eventTime\":\"2026-11-25T10:00:00Z\","
                + "\"s3\":{\"object\":{" + object + "}}}]}";
    }
}
