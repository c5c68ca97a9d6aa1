package imprimatur.cli.aws;

import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;

/** Makes SDK clients of one endpoint with test credentials; they share one HTTP client, which closes with this. */
public final class Clients implements AutoCloseable {
    /** Any will do: the emulator holds none against a list. */
    public static final String ACCESS_KEY = "test";

    public static final String SECRET_KEY = "test";

    private final URI endpoint;
    private final Region region;
    private final SdkHttpClient http = UrlConnectionHttpClient.create();

    public Clients(String endpoint, String region) {
        this.endpoint = URI.create(endpoint);
        this.region = Region.of(region);
    }

    /** The client of one service, such as {@code of(S3Client.builder())}. */
    public <B extends AwsSyncClientBuilder<B, C> & AwsClientBuilder<B, C>, C> C of(B builder) {
        return builder.endpointOverride(endpoint)
                .region(region)
                .credentialsProvider(
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(ACCESS_KEY, SECRET_KEY)))
                .httpClient(http)
                .build();
    }

    @Override
    public void close() {
        http.close();
    }
}
