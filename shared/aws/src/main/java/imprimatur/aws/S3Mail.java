package imprimatur.aws;

import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.ImprimaturException.TooLarge;
import imprimatur.base.Limits;
import imprimatur.cases.InboundMail;
import java.io.IOException;
import java.io.UncheckedIOException;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.NoSuchKeyException;

/** The bucket {@code mail}, where SES puts what comes to the abuse mailbox. */
public final class S3Mail implements InboundMail {
    private final S3Client s3;
    private final String bucket;

    public S3Mail(S3Client s3, String bucket) {
        this.s3 = s3;
        this.bucket = bucket;
    }

    /** Reads at most one byte more than the limit, whatever length the bucket names. */
    @Override
    public byte[] read(String key) {
        try (var object = s3.getObject(request -> request.bucket(bucket).key(key))) {
            var bytes = object.readNBytes(Limits.MAIL_BYTES + 1);
            if (bytes.length > Limits.MAIL_BYTES) {
                object.abort();
                throw new TooLarge("the mail is larger than " + Limits.MAIL_BYTES + " bytes");
            }
            return bytes;
        } catch (NoSuchKeyException e) {
            throw new NotFound("there is no such mail");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
