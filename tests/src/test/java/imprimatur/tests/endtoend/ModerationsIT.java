package imprimatur.tests.endtoend;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.errors.BadRequestException;
import com.openai.errors.RateLimitException;
import com.openai.errors.UnauthorizedException;
import com.openai.models.moderations.Moderation;
import com.openai.models.moderations.ModerationCreateParams;
import com.openai.models.moderations.ModerationImageUrlInput;
import com.openai.models.moderations.ModerationModel;
import com.openai.models.moderations.ModerationMultiModalInput;
import com.openai.models.moderations.ModerationTextInput;
import imprimatur.tests.LocalStack;
import imprimatur.tests.StackExtension;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.ExtendWith;

/** OpenAI's own client against {@code POST /v1/moderations} of the running stack. */
@ExtendWith(StackExtension.class)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModerationsIT {
    private static final String HARMLESS = "a watercolour of a lighthouse at dawn";
    private static final String VIOLATING = "a nude dancer in a theatre";

    private final LocalStack service;
    private final List<OpenAIClient> opened = new ArrayList<>();
    private final OpenAIClient bob;

    ModerationsIT(LocalStack service) {
        this.service = service;
        this.bob = client(service.apiKey("bob"));
    }

    private OpenAIClient client(String key) {
        var client = OpenAIOkHttpClient.builder()
                .baseUrl(service.origin() + "/v1")
                .apiKey(key)
                .maxRetries(0)
                .timeout(Duration.ofSeconds(30))
                .build();
        opened.add(client);
        return client;
    }

    @AfterAll
    void close() {
        opened.forEach(OpenAIClient::close);
    }

    private static ModerationCreateParams.Builder request() {
        return ModerationCreateParams.builder().model(ModerationModel.OMNI_MODERATION_LATEST);
    }

    private static ModerationMultiModalInput text(String text) {
        return ModerationMultiModalInput.ofText(
                ModerationTextInput.builder().text(text).build());
    }

    private static ModerationMultiModalInput image(String url) {
        return ModerationMultiModalInput.ofImageUrl(ModerationImageUrlInput.builder()
                .imageUrl(ModerationImageUrlInput.ImageUrl.builder().url(url).build())
                .build());
    }

    /** A disc before a gradient. */
    private static String drawn() throws IOException {
        var image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        var graphics = image.createGraphics();
        graphics.setPaint(new GradientPaint(0, 0, Color.ORANGE, 320, 240, Color.BLUE));
        graphics.fillRect(0, 0, 320, 240);
        graphics.setColor(Color.WHITE);
        graphics.fillOval(60, 50, 90, 90);
        graphics.dispose();
        var bytes = new ByteArrayOutputStream();
        ImageIO.write(image, "png", bytes);
        return "data:image/png;base64," + Base64.getEncoder().encodeToString(bytes.toByteArray());
    }

    private static void validate(Moderation result) {
        result.validate();
        assertTrue(result.isValid());
    }

    @Test
    void aTextIsModerated() {
        var answer = bob.moderations().create(request().input(VIOLATING).build());
        answer.validate();
        assertTrue(answer.id().startsWith("modr-"), answer.id());
        assertTrue(answer.model().startsWith("imprimatur-"), answer.model());
        var result = answer.results().getFirst();
        assertTrue(result.flagged());
        assertTrue(result.categories().sexual());
        assertFalse(result.categories().sexualMinors());
        assertFalse(result.categories().selfHarmIntent());
        assertTrue(result.categoryScores().sexual() > 0.5);
        assertEquals(0.0, result.categoryScores().selfHarm());
        assertEquals(
                "text", result.categoryAppliedInputTypes().sexual().getFirst().asString());
    }

    @Test
    void aListIsModeratedInItsOrder() {
        var answer = bob.moderations()
                .create(request().inputOfStrings(List.of(HARMLESS, VIOLATING)).build());
        assertEquals(
                List.of(false, true),
                answer.results().stream().map(Moderation::flagged).toList());
        answer.results().forEach(ModerationsIT::validate);
    }

    @Test
    void partsAreOneInput() {
        var answer = bob.moderations()
                .create(request()
                        .inputOfModerationMultiModalArray(List.of(text("a marble dancer,"), text("quite nude")))
                        .build());
        assertEquals(1, answer.results().size());
        assertTrue(answer.results().getFirst().flagged());
    }

    @Test
    void anImageIsModeratedWithTheTextBesideIt() throws IOException {
        var answer = bob.moderations()
                .create(request()
                        .inputOfModerationMultiModalArray(List.of(text(HARMLESS), image(drawn())))
                        .build());
        assertEquals(1, answer.results().size());
        var result = answer.results().getFirst();
        validate(result);
        assertFalse(result.flagged());
        assertEquals(
                List.of("text", "image"),
                result.categoryAppliedInputTypes().sexual().stream()
                        .map(Object::toString)
                        .toList());
    }

    @Test
    void anImageThatIsElsewhereIsNotFetched() {
        var params = request()
                .inputOfModerationMultiModalArray(List.of(image("https://example.test/picture.png")))
                .build();
        var refusal =
                assertThrows(BadRequestException.class, () -> bob.moderations().create(params));
        assertEquals(Optional.of("input.[0].image_url.url"), refusal.param());
        assertEquals(Optional.of("invalid_request_error"), refusal.type());
    }

    @Test
    void aSecondImageIsTooMany() throws IOException {
        var params = request()
                .inputOfModerationMultiModalArray(List.of(image(drawn()), image(drawn())))
                .build();
        var refusal =
                assertThrows(BadRequestException.class, () -> bob.moderations().create(params));
        assertEquals(Optional.of("too_many_images"), refusal.code());
    }

    @Test
    void whatIsNoImageIsRefused() {
        var params = request()
                .inputOfModerationMultiModalArray(List.of(image("data:image/png;base64,AAAA")))
                .build();
        assertThrows(BadRequestException.class, () -> bob.moderations().create(params));
    }

    @Test
    void aForgedKeyIsRefused() {
        var forger = client("imp_forged");
        var params = request().input(HARMLESS).build();
        var refusal = assertThrows(
                UnauthorizedException.class, () -> forger.moderations().create(params));
        assertEquals(Optional.of("invalid_api_key"), refusal.code());
    }

    /** The plan free has 30 checks a minute: within three requests of 20 texts, two are in one minute. */
    @Test
    void overTheLimitTheClientIsTold() {
        var mallory = client(service.apiKey("mallory"));
        var params = request()
                .inputOfStrings(
                        IntStream.range(0, 20).mapToObj(i -> HARMLESS + " " + i).toList())
                .build();
        var refusal = assertThrows(RateLimitException.class, () -> {
            for (var i = 0; i < 3; i++) {
                mallory.moderations().create(params);
            }
        });
        assertEquals(Optional.of("rate_limit_exceeded"), refusal.code());
        assertFalse(refusal.headers().values("retry-after").isEmpty());
    }
}
