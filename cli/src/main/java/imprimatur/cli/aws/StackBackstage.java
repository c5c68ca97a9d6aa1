package imprimatur.cli.aws;

import static java.util.Objects.requireNonNullElse;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonProperty;
import imprimatur.base.Json;
import imprimatur.cli.demo.Api;
import imprimatur.cli.demo.Backstage;
import imprimatur.cli.demo.StoryException;
import imprimatur.cli.local.State;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.ObjectVersion;

/** Behind the scenes of a local stack: its buckets, and the emulator's list of letters sent. */
public final class StackBackstage implements Backstage {
    private final S3Client s3;
    private final Api emulator;
    private final State state;

    public StackBackstage(S3Client s3, State state) {
        this.s3 = s3;
        this.emulator = new Api(URI.create(state.endpoint()));
        this.state = state;
    }

    @Override
    public void upload(String key, byte[] bytes, String contentType, Map<String, String> metadata) {
        s3.putObject(
                request -> request.bucket(output("ImagesBucket"))
                        .key(key)
                        .contentType(contentType)
                        .metadata(metadata),
                RequestBody.fromBytes(bytes));
    }

    @Override
    public void deliver(String name, byte[] mime) {
        s3.putObject(
                request -> request.bucket(output("MailBucket")).key("inbound/" + name), RequestBody.fromBytes(mime));
    }

    @Override
    public List<Letter> letters(String address) {
        return (state.runtime() == null ? lettersOfLocalStack() : lettersOfMiniStack())
                .filter(letter -> letter.to().contains(address))
                .map(letter -> new Letter(letter.subject(), letter.text()))
                .toList();
    }

    private Stream<Sent> lettersOfMiniStack() {
        return Json.convert(emulator.get("/_ministack/ses/messages", null).body(), MiniStackLetters.class)
                .messages()
                .values()
                .stream()
                .flatMap(List::stream)
                .map(letter -> new Sent(letter.to(), letter.subject(), requireNonNullElse(letter.bodyText(), "")));
    }

    private Stream<Sent> lettersOfLocalStack() {
        return Json.convert(emulator.get("/_aws/ses", null).body(), LocalStackLetters.class).messages().stream()
                .map(letter -> new Sent(
                        letter.destination().to(),
                        letter.subject(),
                        requireNonNullElse(letter.body().text(), "")));
    }

    @Override
    public List<String> lockedEvidence(String prefix) {
        return versions(output("EvidenceBucket"), prefix)
                .filter(version -> locked(output("EvidenceBucket"), version))
                .map(ObjectVersion::key)
                .distinct()
                .toList();
    }

    private Stream<ObjectVersion> versions(String bucket, String prefix) {
        return s3.listObjectVersionsPaginator(request -> request.bucket(bucket).prefix(prefix)).versions().stream();
    }

    private boolean locked(String bucket, ObjectVersion version) {
        var head = s3.headObject(
                request -> request.bucket(bucket).key(version.key()).versionId(version.versionId()));
        return head.objectLockMode() == null
                ? s3.getObjectRetention(request -> request.bucket(bucket)
                                        .key(version.key())
                                        .versionId(version.versionId()))
                                .retention()
                                .mode()
                        == ObjectLockRetentionMode.GOVERNANCE
                : head.objectLockRetainUntilDate() != null;
    }

    private String output(String name) {
        var value = state.outputs().get(name);
        if (value == null) {
            throw new StoryException("the stack has no output " + name);
        }
        return value;
    }

    private record Sent(List<String> to, String subject, String text) {}

    private record MiniStackLetters(Map<String, List<MiniStackLetter>> messages) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record MiniStackLetter(
            @JsonProperty("To") List<String> to,
            @JsonProperty("Subject") String subject,
            @JsonProperty("BodyText") @Nullable String bodyText) {}

    /** See "Retrieve sent emails" of LocalStack's documentation of SES. */
    private record LocalStackLetters(List<LocalStackLetter> messages) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record LocalStackLetter(
            @JsonProperty("Destination") Destination destination,
            @JsonProperty("Subject") String subject,
            @JsonProperty("Body") Body body) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Destination(@JsonProperty("ToAddresses") List<String> to) {}

    @JsonIgnoreProperties(ignoreUnknown = true)
    private record Body(@JsonProperty("text_part") @Nullable String text) {}
}
