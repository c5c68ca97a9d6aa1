package imprimatur.aws;

import imprimatur.base.Limits;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CopyObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;
import software.amazon.awssdk.services.s3.model.ListObjectVersionsRequest;
import software.amazon.awssdk.services.s3.model.MetadataDirective;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;
import software.amazon.awssdk.services.s3.model.ObjectLockRetentionMode;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.s3.model.Tag;
import software.amazon.awssdk.services.s3.model.Tagging;
import software.amazon.awssdk.services.s3.model.TaggingDirective;

/** S3 by versions: what is gone is empty, and everything else that fails is thrown. */
final class S3Objects {
    private static final int GONE = 404;
    /** The answer to a request for a version that is a delete marker. */
    private static final int DELETE_MARKER = 405;

    private final S3Client s3;

    S3Objects(S3Client s3) {
        this.s3 = s3;
    }

    /** A version that is not a delete marker. */
    record Version(String key, String id, Instant at) {}

    /** An object; its newest version where none is named. */
    record Place(String bucket, String key, @Nullable String versionId) {}

    Optional<HeadObjectResponse> head(String bucket, String key, @Nullable String versionId) {
        try {
            return Optional.of(
                    s3.headObject(request -> request.bucket(bucket).key(key).versionId(versionId)));
        } catch (S3Exception e) {
            return gone(e);
        }
    }

    /** The bytes; the caller closes the stream. */
    Optional<InputStream> open(String bucket, String key, @Nullable String versionId) {
        try {
            return Optional.of(
                    s3.getObject(request -> request.bucket(bucket).key(key).versionId(versionId)));
        } catch (S3Exception e) {
            return gone(e);
        }
    }

    Optional<Map<String, String>> tags(String bucket, String key, String versionId) {
        try {
            return Optional.of(
                    s3
                            .getObjectTagging(
                                    request -> request.bucket(bucket).key(key).versionId(versionId))
                            .tagSet()
                            .stream()
                            .collect(Collectors.toMap(Tag::key, Tag::value)));
        } catch (S3Exception e) {
            return gone(e);
        }
    }

    /** Replaces all tags; false where the version is gone. */
    boolean setTags(String bucket, String key, String versionId, Map<String, String> tags) {
        try {
            s3.putObjectTagging(request ->
                    request.bucket(bucket).key(key).versionId(versionId).tagging(tagging(tags)));
            return true;
        } catch (S3Exception e) {
            return gone(e).isPresent();
        }
    }

    /** Versions of one key, oldest first, without delete markers. */
    List<Version> versions(String bucket, String key) {
        return versionsUnder(bucket, key).stream()
                .filter(version -> version.key().equals(key))
                .toList();
    }

    /** Versions of every key that begins so; those of one key oldest first. */
    List<Version> versionsUnder(String bucket, String prefix) {
        var request = ListObjectVersionsRequest.builder()
                .bucket(bucket)
                .prefix(prefix)
                .build();
        var versions = new ArrayList<Version>();
        for (var version : s3.listObjectVersionsPaginator(request).versions()) {
            if (versions.size() == Limits.IMAGE_VERSIONS) {
                throw new IllegalStateException("more than " + Limits.IMAGE_VERSIONS + " versions under one key");
            }
            versions.add(new Version(version.key(), version.versionId(), version.lastModified()));
        }
        return List.copyOf(versions.reversed());
    }

    /** Deletes one version; one that is gone already is no failure. */
    void delete(String bucket, String key, String versionId) {
        s3.deleteObject(request -> request.bucket(bucket).key(key).versionId(versionId));
    }

    String sha256(String bucket, String key, @Nullable String versionId) {
        var stream = open(bucket, key, versionId)
                .orElseThrow(() -> new IllegalStateException("an object to be verified is gone from " + bucket));
        try (var in = new DigestInputStream(stream, MessageDigest.getInstance("SHA-256"))) {
            in.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(in.getMessageDigest().digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /**
     * Copies bytes, headers and user metadata, the latter as changed by {@code metadata}.
     *
     * @param tags of the copy; null for those of the original
     * @return version id of the copy
     */
    String copy(Place from, Place to, UnaryOperator<Map<String, String>> metadata, @Nullable Map<String, String> tags) {
        var head = head(from.bucket, from.key, from.versionId)
                .orElseThrow(() -> new IllegalStateException("an object to be copied is gone from " + from.bucket));
        var request = request(from, to)
                .metadataDirective(MetadataDirective.REPLACE)
                .metadata(metadata.apply(head.metadata()))
                .contentType(head.contentType())
                .contentEncoding(head.contentEncoding())
                .contentLanguage(head.contentLanguage())
                .contentDisposition(head.contentDisposition())
                .cacheControl(head.cacheControl());
        if (tags != null) {
            request.taggingDirective(TaggingDirective.REPLACE).tagging(tagging(tags));
        }
        return s3.copyObject(request.build()).versionId();
    }

    /** Copies as it is, locked in governance mode. */
    void copyLocked(Place from, Place to, Instant until) {
        s3.copyObject(request(from, to)
                .objectLockMode(ObjectLockMode.GOVERNANCE)
                .objectLockRetainUntilDate(until)
                .build());
    }

    private static CopyObjectRequest.Builder request(Place from, Place to) {
        return CopyObjectRequest.builder()
                .sourceBucket(from.bucket)
                .sourceKey(from.key)
                .sourceVersionId(from.versionId)
                .destinationBucket(to.bucket)
                .destinationKey(to.key);
    }

    void lock(String bucket, String key, String versionId, Instant until) {
        s3.putObjectRetention(request -> request.bucket(bucket)
                .key(key)
                .versionId(versionId)
                .retention(retention ->
                        retention.mode(ObjectLockRetentionMode.GOVERNANCE).retainUntilDate(until)));
    }

    private static Tagging tagging(Map<String, String> tags) {
        return Tagging.builder()
                .tagSet(tags.entrySet().stream()
                        .map(tag -> Tag.builder()
                                .key(tag.getKey())
                                .value(tag.getValue())
                                .build())
                        .toList())
                .build();
    }

    private static <T> Optional<T> gone(S3Exception e) {
        if (e.statusCode() == GONE || e.statusCode() == DELETE_MARKER) {
            return Optional.empty();
        }
        throw e;
    }
}
