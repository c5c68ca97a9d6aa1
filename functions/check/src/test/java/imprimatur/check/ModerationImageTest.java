package imprimatur.check;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import imprimatur.aws.Log;
import imprimatur.aws.http.Router;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.policy.ImageMeasurer;
import imprimatur.policy.ImageMeasurer.Measured;
import imprimatur.policy.Outcome;
import imprimatur.policy.Signal;
import imprimatur.usage.Window;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Images among the parts of one input. */
class ModerationImageTest {
    private static final byte[] BYTES = {1, 2, 3};

    private final World world = new World();
    private final Router router = world.doors()
            .routes(new Router(Log.to(
                    new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8), () -> world.now)));

    private static Map<String, Object> text(String text) {
        return Map.of("type", "text", "text", text);
    }

    private static Map<String, Object> image(byte[] bytes) {
        var url = "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes);
        return Map.of("type", "image_url", "image_url", Map.of("url", url));
    }

    private APIGatewayV2HTTPResponse moderate(Object... parts) throws IOException {
        var event = LambdaEventSerializers.serializerFor(
                        APIGatewayV2HTTPEvent.class, ModerationImageTest.class.getClassLoader())
                .fromJson(Files.readString(Path.of("../../events/api-moderations.json")));
        event.setBody(Json.write(Map.of("input", List.of(parts))));
        return router.handle(event);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> result(APIGatewayV2HTTPResponse response) {
        assertEquals(200, response.getStatusCode(), response.getBody());
        var results =
                (List<Map<String, Object>>) Json.readMap(response.getBody()).getOrDefault("results", List.of());
        assertEquals(1, results.size());
        return results.getFirst();
    }

    private static Object of(Map<String, Object> result, String name, String category) {
        return result.get(name) instanceof Map<?, ?> map ? String.valueOf(map.get(category)) : "";
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> error(APIGatewayV2HTTPResponse response) {
        return (Map<String, Object>) Json.readMap(response.getBody()).getOrDefault("error", Map.of());
    }

    private void sees(Signal... signals) {
        world.seen = new Measured(List.of(signals), Map.of(), true);
    }

    @Test
    void anImageIsLookedAtAndToldInOpenAisTerms() throws Exception {
        sees(new Signal("image.sexual", 0.93, "both models"));
        var result = result(moderate(image(BYTES)));
        assertArrayEquals(BYTES, world.looked.getFirst());
        assertEquals(true, result.get("flagged"));
        assertEquals("true", of(result, "categories", "sexual"));
        assertEquals("0.93", of(result, "category_scores", "sexual"));
        assertEquals("[image]", of(result, "category_applied_input_types", "sexual"));
        assertEquals("[]", of(result, "category_applied_input_types", "self-harm"));
    }

    @Test
    void anImageWithTextGetsOneResultForBoth() throws Exception {
        sees(new Signal("image.sexual", 0.2, "both models"));
        var result = result(moderate(text("a nude dancer"), image(BYTES)));
        assertEquals("true", of(result, "categories", "sexual"));
        assertEquals("[text, image]", of(result, "category_applied_input_types", "sexual"));
        assertEquals(1, world.used("alice", Window.CHECKS_MINUTE));
        assertEquals(1, world.decisions.size());
    }

    @Test
    void theTextIsToTheImageAsAPromptIs() throws Exception {
        sees(new Signal("image.sexual", 0.4, "both models"));
        var beside = result(moderate(text("a 12 year old at the beach"), image(BYTES)));
        assertEquals("true", of(beside, "categories", "sexual/minors"));
        var alone = result(moderate(image(BYTES)));
        assertEquals("false", of(alone, "categories", "sexual/minors"));
    }

    @Test
    void aHarmlessImageIsCountedRecordedAndNotFlagged() throws Exception {
        assertEquals(false, result(moderate(image(BYTES))).get("flagged"));
        assertEquals(1, world.used("alice", Window.CHECKS_MINUTE));
        var decision = world.decisions.values().iterator().next();
        assertEquals(Outcome.ALLOW, decision.decision().outcome());
        assertEquals(true, decision.facts().get("image.upload"));
        assertFalse(decision.admitsGeneration());
    }

    @Test
    void refusedImagesWithoutTextAreNotVariantsOfEachOther() throws Exception {
        sees(new Signal("image.sexual", 0.95, "both models"));
        for (var i = 0; i < Limits.PROBING_VARIANTS + 1; i++) {
            moderate(image(new byte[] {(byte) i}));
        }
        assertTrue(world.attempts.isEmpty());
    }

    @Test
    void twoImagesAreRefusedByOpenAisCode() throws Exception {
        var response = moderate(image(BYTES), text("x"), image(BYTES));
        assertEquals(400, response.getStatusCode());
        assertEquals("too_many_images", error(response).get("code"));
        assertTrue(world.looked.isEmpty());
    }

    @Test
    void anImageOfTheLargestSizeIsTakenAndALargerOneIsNot() throws Exception {
        assertEquals(
                200, moderate(image(new byte[Limits.MODERATION_IMAGE_BYTES])).getStatusCode());
        var larger = moderate(image(new byte[Limits.MODERATION_IMAGE_BYTES + 1]));
        assertEquals(400, larger.getStatusCode());
        assertEquals("input.[0].image_url.url", error(larger).get("param"));
        assertEquals(
                413, moderate(image(new byte[Limits.MODERATION_BODY_BYTES])).getStatusCode());
    }

    @Test
    void whatCannotBeDecodedIsRefusedAndCounted() throws Exception {
        world.seen = new Measured(
                List.of(new Signal(ImageMeasurer.UNDECODABLE, 1, "AVIF is not decoded here")), Map.of(), false);
        var response = moderate(image(BYTES));
        assertEquals(400, response.getStatusCode());
        assertTrue(String.valueOf(error(response).get("message")).contains("AVIF"));
        assertEquals(1, world.used("alice", Window.CHECKS_MINUTE));
    }

    @Test
    void whatWasNotSeenWholeIsNeverUnflagged() throws Exception {
        world.seen = new Measured(List.of(), Map.of(), false);
        var unseen = moderate(image(BYTES));
        assertEquals(503, unseen.getStatusCode(), unseen.getBody());
        world.broken = "images";
        var down = moderate(image(BYTES));
        assertEquals(503, down.getStatusCode(), down.getBody());
        assertEquals("server_error", error(down).get("type"));
        assertTrue(world.decisions.isEmpty());
    }
}
