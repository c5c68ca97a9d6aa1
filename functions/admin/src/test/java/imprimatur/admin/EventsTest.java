package imprimatur.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import imprimatur.base.Json;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Replays the samples of events/ through the serialisers that Lambda uses. */
class EventsTest {
    private static final ClassLoader LOADER = EventsTest.class.getClassLoader();

    private final World world = new World();

    @Test
    void aModeratorListsCases() throws IOException {
        assertEquals(1, replay("api-admin-cases.json", 200).items().size());
    }

    @Test
    void aModeratorDecides() throws IOException {
        var enforcement = replay("api-admin-decide.json", 202).json();
        assertEquals("running", enforcement.get("status"));
        assertEquals(
                List.of(Map.of("kind", "remove_content"), Map.of("kind", "suspend", "days", 7)),
                enforcement.get("sanctions"));
    }

    @Test
    void thePlatformPutsAnAccount() throws IOException {
        assertEquals("pro", replay("api-accounts-put.json", 200).json().get("plan"));
    }

    @Test
    void thePlatformMakesAKey() throws IOException {
        assertTrue(replay("api-keys-post.json", 201).json().containsKey("secret"));
    }

    @Test
    void aUserAppeals() throws IOException {
        assertEquals("pending", replay("api-appeal.json", 202).json().get("state"));
    }

    @ParameterizedTest
    @CsvSource({
        "api-admin-no-group.json, 403",
        "api-admin-forged.json, 401",
        "api-keys-post-forged.json, 401",
        "api-appeal-forged.json, 403"
    })
    void whoProvesNothingGetsAProblem(String file, int status) throws IOException {
        var answer = replay(file, status);
        assertEquals(status, answer.json().get("status"));
        assertFalse(answer.json().containsKey("items"));
    }

    private World.Answer replay(String file, int status) throws IOException {
        world.applied("enf_sample", "2.6");
        var text = Files.readString(Path.of("../../events", file)).replace("case_sample", world.open.id());
        var event = LambdaEventSerializers.serializerFor(APIGatewayV2HTTPEvent.class, LOADER)
                .fromJson(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
        var out = new ByteArrayOutputStream();
        LambdaEventSerializers.serializerFor(APIGatewayV2HTTPResponse.class, LOADER)
                .toJson(world.handler.handleRequest(event, new NoContext()), out);
        var written = Json.readMap(out.toString(StandardCharsets.UTF_8));
        assertEquals(status, written.get("statusCode"), written.toString());
        return new World.Answer(status, Map.of(), String.valueOf(written.get("body")));
    }
}
