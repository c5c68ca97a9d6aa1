package imprimatur.aws;

import java.io.ByteArrayInputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.ResponseInputStream;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.CopyObjectResponse;
import software.amazon.awssdk.services.s3.model.DeleteObjectRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.GetObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsResponse;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectVersion;
import software.amazon.awssdk.services.s3.model.PutObjectRetentionRequest;
import software.amazon.awssdk.services.s3.model.PutObjectRetentionResponse;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingRequest;
import software.amazon.awssdk.services.s3.model.PutObjectTaggingResponse;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.TaggingDirective;
import software.amazon.awssdk.services.s3.paginators.ListObjectVersionsIterable;

/** Versioned buckets in memory, which can be made to fail at any call. */
final class MemoryS3 implements S3Client {
    /** Keys with their versions, oldest first, by bucket. */
    private final Map<String, Map<String, List<Stored>>> buckets = new HashMap<>();

    private int versions;
    private int callsLeft = Integer.MAX_VALUE;

    static final class Stored {
        final String id;
        final byte[] bytes;
        final @Nullable String contentType;
        final Map<String, String> metadata;
        Map<String, String> tags;

        @Nullable
        Instant lockedUntil;

        private Stored(
                String id,
                byte[] bytes,
                @Nullable String contentType,
                Map<String, String> metadata,
                Map<String, String> tags) {
            this.id = id;
            this.bytes = bytes;
            this.contentType = contentType;
            this.metadata = metadata;
            this.tags = tags;
        }
    }

    /** The call that fails, from now on counted; every later one fails too. */
    void failAfter(int calls) {
        callsLeft = calls;
    }

    void recover() {
        callsLeft = Integer.MAX_VALUE;
    }

    String put(String bucket, String key, byte[] bytes, Map<String, String> metadata, Map<String, String> tags) {
        return store(bucket, key, bytes, "image/png", metadata, tags).id;
    }

    List<Stored> at(String bucket, String key) {
        return keys(bucket).getOrDefault(key, List.of());
    }

    Map<String, List<Stored>> keys(String bucket) {
        return buckets.computeIfAbsent(bucket, name -> new TreeMap<>());
    }

    private Stored store(
            String bucket,
            String key,
            byte[] bytes,
            @Nullable String contentType,
            Map<String, String> metadata,
            Map<String, String> tags) {
        var stored = new Stored("v" + ++versions, bytes, contentType, Map.copyOf(metadata), Map.copyOf(tags));
        keys(bucket).computeIfAbsent(key, name -> new ArrayList<>()).add(stored);
        return stored;
    }

    private void call() {
        if (callsLeft-- <= 0) {
            callsLeft = 0;
            throw new IllegalStateException("interrupted");
        }
    }

    private Stored get(String bucket, String key, @Nullable String versionId) {
        return at(bucket, key).reversed().stream()
                .filter(stored -> versionId == null || stored.id.equals(versionId))
                .findFirst()
                .orElseThrow(() -> S3Exception.builder().statusCode(404).build());
    }

    @Override
    public HeadObjectResponse headObject(HeadObjectRequest request) {
        call();
        var stored = get(request.bucket(), request.key(), request.versionId());
        return HeadObjectResponse.builder()
                .versionId(stored.id)
                .contentLength((long) stored.bytes.length)
                .contentType(stored.contentType)
                .metadata(stored.metadata)
                .objectLockRetainUntilDate(stored.lockedUntil)
                .build();
    }

    @Override
    public ResponseInputStream<GetObjectResponse> getObject(GetObjectRequest request) {
        call();
        var stored = get(request.bucket(), request.key(), request.versionId());
        return new ResponseInputStream<>(
                GetObjectResponse.builder().build(),
                AbortableInputStream.create(new ByteArrayInputStream(stored.bytes)));
    }

    @Override
    public <T> T getObject(GetObjectRequest request, ResponseTransformer<GetObjectResponse, T> transformer) {
        throw new UnsupportedOperationException("streams only");
    }

    @Override
    public GetObjectTaggingResponse getObjectTagging(GetObjectTaggingRequest request) {
        call();
        var tags = get(request.bucket(), request.key(), request.versionId()).tags;
        return GetObjectTaggingResponse.builder()
                .tagSet(tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    @Override
    public PutObjectTaggingResponse putObjectTagging(PutObjectTaggingRequest request) {
        call();
        get(request.bucket(), request.key(), request.versionId()).tags =
                request.tagging().tagSet().stream().collect(Collectors.toMap(Tag::key, Tag::value));
        return PutObjectTaggingResponse.builder().build();
    }

    @Override
    public CopyObjectResponse copyObject(CopyObjectRequest request) {
        call();
        var from = get(request.sourceBucket(), request.sourceKey(), request.sourceVersionId());
        var metadata = request.metadataDirective() == MetadataDirective.REPLACE ? request.metadata() : from.metadata;
        var copy = store(
                request.destinationBucket(),
                request.destinationKey(),
                from.bytes,
                request.metadataDirective() == MetadataDirective.REPLACE ? request.contentType() : from.contentType,
                metadata,
                request.taggingDirective() == TaggingDirective.REPLACE ? parse(request.tagging()) : from.tags);
        copy.lockedUntil = request.objectLockRetainUntilDate();
        return CopyObjectResponse.builder().versionId(copy.id).build();
    }

    private static Map<String, String> parse(String tagging) {
        return List.of(tagging.split("&")).stream()
                .map(pair -> pair.split("="))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    }

    @Override
    public DeleteObjectResponse deleteObject(DeleteObjectRequest request) {
        call();
        at(request.bucket(), request.key())
                .removeIf(stored -> stored.id.equals(request.versionId()) && stored.lockedUntil == null);
        return DeleteObjectResponse.builder().build();
    }

    @Override
    public PutObjectRetentionResponse putObjectRetention(PutObjectRetentionRequest request) {
        call();
        get(request.bucket(), request.key(), request.versionId()).lockedUntil =
                request.retention().retainUntilDate();
        return PutObjectRetentionResponse.builder().build();
    }

    @Override
    public ListObjectVersionsResponse listObjectVersions(ListObjectVersionsRequest request) {
        call();
        var listed = new ArrayList<ObjectVersion>();
        keys(request.bucket()).forEach((key, stored) -> {
            if (key.startsWith(request.prefix())) {
                stored.reversed()
                        .forEach(version -> listed.add(ObjectVersion.builder()
                                .key(key)
                                .versionId(version.id)
                                .lastModified(Instant.EPOCH)
                                .build()));
            }
        });
        return ListObjectVersionsResponse.builder()
                .versions(listed)
                .isTruncated(false)
                .build();
    }

    @Override
    public ListObjectVersionsIterable listObjectVersionsPaginator(ListObjectVersionsRequest request) {
        return new ListObjectVersionsIterable(this, request);
    }

    @Override
    public String serviceName() {
        return "s3";
    }

    @Override
    public void close() {}
}
