package imprimatur.aws;

import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Limits;
import imprimatur.imaging.second.VisionService;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.retries.StandardRetryStrategy;
import software.amazon.awssdk.services.rekognition.RekognitionClient;
import software.amazon.awssdk.services.rekognition.model.Image;
import software.amazon.awssdk.services.rekognition.model.TextTypes;

/**
 * Amazon Rekognition: moderation labels (version 7), faces with their range of age, celebrities, text.
 *
 * <p>Each call takes {@link Limits#SECOND_LOOK_CALL} at most, throttled ones tried again with backoff and jitter, all
 * behind one breaker. The client is made at the first question.
 */
public final class RekognitionVision implements VisionService {
    private static final float LEAST_CONFIDENCE = 50;
    private static final double PERCENT = 100;
    private static final Duration ATTEMPT = Duration.ofSeconds(2);

    private final Supplier<RekognitionClient> rekognition;
    private final Breaker breaker;
    private final Log log;

    RekognitionVision(Supplier<RekognitionClient> rekognition, Breaker breaker, Log log) {
        this.rekognition = rekognition;
        this.breaker = breaker;
        this.log = log;
    }

    /** The service in the region of this process. */
    public static VisionService of(Clients clients, Log log, InstantSource clock) {
        var client = Clients.once(() -> RekognitionClient.builder()
                .httpClient(clients.http())
                .overrideConfiguration(config -> config.apiCallTimeout(Limits.SECOND_LOOK_CALL)
                        .apiCallAttemptTimeout(ATTEMPT)
                        .retryStrategy(retries()))
                .build());
        return new RekognitionVision(client, new Breaker(clock), log);
    }

    static StandardRetryStrategy retries() {
        return software.amazon.awssdk.awscore.retry.AwsRetryStrategy.standardRetryStrategy().toBuilder()
                .maxAttempts(Limits.SECOND_LOOK_ATTEMPTS)
                .build();
    }

    @Override
    public List<Label> labels(byte[] jpeg) {
        return ask(
                "labels",
                client -> client
                        .detectModerationLabels(
                                request -> request.image(image(jpeg)).minConfidence(LEAST_CONFIDENCE))
                        .moderationLabels()
                        .stream()
                        .map(label -> new Label(label.name(), share(label.confidence())))
                        .toList());
    }

    @Override
    public List<Face> faces(byte[] jpeg) {
        return ask(
                "faces",
                client -> client
                        .detectFaces(request -> request.image(image(jpeg)).attributesWithStrings("AGE_RANGE"))
                        .faceDetails()
                        .stream()
                        .map(face -> new Face(face.ageRange().low(), share(face.confidence())))
                        .toList());
    }

    @Override
    public List<Celebrity> celebrities(byte[] jpeg) {
        return ask(
                "celebrities",
                client -> client.recognizeCelebrities(request -> request.image(image(jpeg))).celebrityFaces().stream()
                        .map(face -> new Celebrity(face.name(), share(face.matchConfidence())))
                        .toList());
    }

    @Override
    public List<String> text(byte[] jpeg) {
        return ask(
                "text",
                client -> client.detectText(request -> request.image(image(jpeg))).textDetections().stream()
                        .filter(detection -> detection.type() == TextTypes.LINE)
                        .map(detection -> detection.detectedText())
                        .toList());
    }

    private <T> List<T> ask(String what, Function<RekognitionClient, List<T>> question) {
        if (!breaker.admits()) {
            throw new Unavailable("Rekognition is not asked for a while");
        }
        try {
            var answer = question.apply(rekognition.get());
            breaker.succeeded();
            return answer;
        } catch (SdkException | NullPointerException e) {
            if (ofThisImage(e)) {
                breaker.succeeded();
            } else {
                breaker.failed();
            }
            log.error("second_look.failed", Map.of("question", what), e);
            throw new Unavailable("Rekognition did not answer", e);
        }
    }

    /** Another image may be answered. */
    private static boolean ofThisImage(RuntimeException e) {
        return e instanceof AwsServiceException refused
                && refused.statusCode() == 400
                && !refused.isThrottlingException();
    }

    private static Image image(byte[] jpeg) {
        return Image.builder().bytes(SdkBytes.fromByteArrayUnsafe(jpeg)).build();
    }

    private static double share(Float percent) {
        return Math.clamp(percent / PERCENT, 0, 1);
    }
}
