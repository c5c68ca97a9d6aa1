package imprimatur.aws;

import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.cases.Acknowledgements;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** Empty objects under {@code acknowledged/} in the bucket {@code mail}; they expire with its mails. */
public final class S3Acknowledgements implements Acknowledgements {
    private static final String PREFIX = "acknowledged/";

    private final S3Client s3;
    private final String bucket;

    public S3Acknowledgements(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    @Override
    public boolean noted(String name) {
        try {
            s3.headObject(request -> request.bucket(bucket).key(PREFIX + name));
            return true;
        } catch (NoSuchKeyException e) {
            return false;
        } catch (SdkException e) {
            throw new Unavailable("what was acknowledged could not be read", e);
        }
    }

    @Override
    public void note(String name) {
        try {
            s3.putObject(request -> request.bucket(bucket).key(PREFIX + name), RequestBody.empty());
        } catch (SdkException e) {
            throw new Unavailable("what was acknowledged could not be noted", e);
        }
    }
}
