package imprimatur.scan;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import imprimatur.aws.Clients;
import imprimatur.aws.Environment;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Json;
import imprimatur.imaging.scan.ImageScanner;
import imprimatur.policy.ImageMeasurer.Measured;
import imprimatur.policy.ImageMeasurer.Question;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.Base64;

/**
 * Measures the image of a request and answers with what was seen. It decides nothing, keeps nothing, and may read the
 * hash banks and nothing else, whatever a hostile image makes of it.
 */
public final class LookHandler implements RequestStreamHandler {
    private final ImageScanner scanner;

    /** As Lambda makes it: from the environment. */
    public LookHandler() {
        this(Wiring.scanner(Environment.read(), new Clients(), InstantSource.system()));
    }

    LookHandler(ImageScanner scanner) {
        this.scanner = scanner;
    }

    /** @throws BadInput where the event is no question, which fails the call */
    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        var question = Json.read(new String(event.readAllBytes(), StandardCharsets.UTF_8), Question.class);
        var scan = scanner.scan(bytes(question));
        answer.write(Json.bytes(new Measured(scan.signals(), scan.facts(), scan.complete())));
    }

    private static byte[] bytes(Question question) {
        try {
            return Base64.getDecoder().decode(question.image());
        } catch (IllegalArgumentException e) {
            throw new BadInput("image", "is no base64");
        }
    }
}
