package imprimatur.aws;

import imprimatur.base.Hashing;
import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Json;
import imprimatur.enforcement.CaseFile;
import imprimatur.enforcement.CaseFiles;
import java.time.Duration;
import java.time.InstantSource;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ChecksumAlgorithm;
import software.amazon.awssdk.services.s3.model.ObjectLockMode;

/** Case files in the evidence bucket, under Object Lock. */
public final class S3CaseFiles implements CaseFiles {
    private final S3Client s3;
    private final String bucket;
    private final Duration retention;
    private final InstantSource clock;

    /**
     * Files of one bucket.
     *
     * @param retention for which nobody can delete a file
     */
    public S3CaseFiles(S3Client s3, String bucket, Duration retention, InstantSource clock) {
        this.s3 = s3;
        this.bucket = bucket;
        this.retention = retention;
        this.clock = clock;
    }

    @Override
    public void keep(String reference, CaseFile file) {
        var bytes = Json.bytes(file);
        var key = reference + "/case.json";
        var put = s3.putObject(
                request -> request.bucket(bucket)
                        .key(key)
                        .contentType("application/json")
                        .checksumAlgorithm(ChecksumAlgorithm.SHA256)
                        .objectLockMode(ObjectLockMode.GOVERNANCE)
                        .objectLockRetainUntilDate(clock.instant().plus(retention)),
                RequestBody.fromBytes(bytes));
        var kept =
                s3.getObjectAsBytes(request -> request.bucket(bucket).key(key).versionId(put.versionId()));
        if (!Hashing.sha256(kept.asByteArray()).equals(Hashing.sha256(bytes))) {
            throw new Unavailable("the case file did not arrive whole", new IllegalStateException(key));
        }
    }
}
