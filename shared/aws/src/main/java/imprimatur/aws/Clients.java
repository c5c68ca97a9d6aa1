package imprimatur.aws;

import imprimatur.base.Limits;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.sesv2.SesV2Client;
import software.amazon.awssdk.services.sfn.SfnClient;
import software.amazon.awssdk.services.sqs.SqsClient;

/**
 * SDK clients, made on first use, so that a function starts none that it does not need. They honour
 * {@code AWS_ENDPOINT_URL} and the default credentials; each call is bounded by {@link Limits#CALL_TIMEOUT} and retried
 * by the SDK with backoff and jitter.
 */
public final class Clients {
    private static final Duration ATTEMPT_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration TRANSFER_TIMEOUT = Duration.ofSeconds(30);

    private final Supplier<SdkHttpClient> http = once(() -> UrlConnectionHttpClient.builder()
            .connectionTimeout(Duration.ofSeconds(1))
            .socketTimeout(ATTEMPT_TIMEOUT)
            .build());

    private final Supplier<DynamoDbClient> dynamo =
            once(() -> DynamoDbClient.builder().applyMutation(this::common).build());
    private final Supplier<S3Client> s3 = once(() -> S3Client.builder()
            .applyMutation(this::common)
            .overrideConfiguration(timeouts(TRANSFER_TIMEOUT, TRANSFER_TIMEOUT))
            .forcePathStyle(System.getenv("AWS_ENDPOINT_URL") != null)
            .build());
    private final Supplier<SqsClient> sqs =
            once(() -> SqsClient.builder().applyMutation(this::common).build());
    private final Supplier<SfnClient> sfn =
            once(() -> SfnClient.builder().applyMutation(this::common).build());
    private final Supplier<SesV2Client> ses =
            once(() -> SesV2Client.builder().applyMutation(this::common).build());
    private final Supplier<EventBridgeClient> events =
            once(() -> EventBridgeClient.builder().applyMutation(this::common).build());
    private final Supplier<KmsClient> kms =
            once(() -> KmsClient.builder().applyMutation(this::common).build());

    public DynamoDbClient dynamo() {
        return dynamo.get();
    }

    public S3Client s3() {
        return s3.get();
    }

    public SqsClient sqs() {
        return sqs.get();
    }

    public SfnClient sfn() {
        return sfn.get();
    }

    public SesV2Client ses() {
        return ses.get();
    }

    public EventBridgeClient events() {
        return events.get();
    }

    public KmsClient kms() {
        return kms.get();
    }

    private void common(AwsClientBuilder<?, ?> builder) {
        if (builder instanceof software.amazon.awssdk.core.client.builder.SdkSyncClientBuilder<?, ?> sync) {
            sync.httpClient(http.get());
        }
        builder.overrideConfiguration(timeouts(Limits.CALL_TIMEOUT, ATTEMPT_TIMEOUT));
    }

    private static Consumer<ClientOverrideConfiguration.Builder> timeouts(Duration call, Duration attempt) {
        return config -> config.apiCallTimeout(call).apiCallAttemptTimeout(attempt);
    }

    /** What all clients send by. */
    SdkHttpClient http() {
        return http.get();
    }

    static <T> Supplier<T> once(Supplier<T> make) {
        return new Supplier<>() {
            private @Nullable T made;

            @Override
            public synchronized T get() {
                if (made == null) {
                    made = make.get();
                }
                return made;
            }
        };
    }
}
