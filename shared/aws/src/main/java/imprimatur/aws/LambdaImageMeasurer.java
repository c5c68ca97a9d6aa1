package imprimatur.aws;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.policy.ImageMeasurer;
import java.time.Duration;
import java.util.Base64;
import java.util.function.Supplier;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.lambda.LambdaClient;

/**
 * The function {@code look}, invoked and waited for. The client is made with the first image, so that texts alone cost
 * nothing.
 */
public final class LambdaImageMeasurer implements ImageMeasurer {
    private final Supplier<LambdaClient> lambda;
    private final String function;

    LambdaImageMeasurer(Supplier<LambdaClient> lambda, String function) {
        this.lambda = lambda;
        this.function = function;
    }

    /**
     * The function that the environment names; waits for {@link Limits#LOOK_CALL} at most, throttled calls included.
     */
    public static ImageMeasurer of(Environment environment) {
        var client = Clients.once(() -> LambdaClient.builder()
                .httpClient(UrlConnectionHttpClient.builder()
                        .connectionTimeout(Duration.ofSeconds(1))
                        .socketTimeout(Limits.LOOK_CALL)
                        .build())
                .overrideConfiguration(config -> config.apiCallTimeout(Limits.LOOK_CALL))
                .build());
        return new LambdaImageMeasurer(client, environment.lookFunction());
    }

    @Override
    public Measured measure(byte[] image) {
        var question = new Question(Base64.getEncoder().encodeToString(image));
        try {
            var response = lambda.get()
                    .invoke(request ->
                            request.functionName(function).payload(SdkBytes.fromByteArrayUnsafe(Json.bytes(question))));
            if (response.functionError() == null) {
                return Json.read(response.payload().asUtf8String(), Measured.class);
            }
            throw new Unavailable("the image could not be looked at: " + response.functionError());
        } catch (SdkException | BadInput e) {
            throw new Unavailable("the image could not be looked at", e);
        }
    }
}
