package imprimatur.screening.model;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Weights are trained anew now and then; their cards must speak of those that are shipped. */
final class CardsTest {
    private static final Path CARDS = Path.of("..", "..", "training", "cards");

    @ParameterizedTest
    @CsvSource({"ngrams.bin, ngrams.md", "head-en.bin, head-en.md", "head-zh.bin, head-zh.md", "stacks.json, stacks.md"
    })
    void aCardNamesTheDigestOfTheShippedWeights(String weights, String card)
            throws IOException, NoSuchAlgorithmException {
        var bytes = Files.readAllBytes(Path.of("src/main/resources", Models.FOLDER, weights));
        var digest =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        assertTrue(Files.readString(CARDS.resolve(card)).contains(digest), () -> card + " does not name " + digest);
    }
}
