package imprimatur.imaging.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Hashing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The card must speak of the weights that are shipped. */
class WeightsTest {
    private static final Path CARD = Path.of("..", "..", "training", "cards", "images.md");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sexual.onnx",
                "sexual-second.onnx",
                "faces.onnx",
                "text-detection.onnx",
                "text-recognition.onnx",
                "characters.txt"
            })
    void theCardNamesTheDigestOfTheShippedWeights(String weights) throws IOException {
        var name = "/imprimatur/weights/" + weights;
        try (var in = Objects.requireNonNull(WeightsTest.class.getResourceAsStream(name), name)) {
            var digest = Hashing.sha256(in.readAllBytes());
            assertTrue(Files.readString(CARD).contains(digest), () -> "the card does not name " + digest);
        }
    }
}
