package imprimatur.aws;

import imprimatur.base.Tokens;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KmsInvalidMacException;
import software.amazon.awssdk.services.kms.model.MacAlgorithmSpec;

/** Tokens are HMAC-SHA-256 by a KMS key that never leaves KMS, over purpose and id, in URL-safe base 64. */
public final class KmsTokens implements Tokens {
    private static final int TOKEN_CHARS = 43;

    private final KmsClient kms;
    private final String keyId;

    public KmsTokens(KmsClient kms, String keyId) {
        this.kms = kms;
        this.keyId = keyId;
    }

    @Override
    public String sign(String purpose, String id) {
        var mac = kms.generateMac(request ->
                request.keyId(keyId).macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256).message(message(purpose, id)));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(mac.mac().asByteArray());
    }

    @Override
    public boolean verify(String purpose, String id, String token) {
        if (token.length() != TOKEN_CHARS) {
            return false;
        }
        byte[] mac;
        try {
            mac = Base64.getUrlDecoder().decode(token);
        } catch (IllegalArgumentException e) {
            return false;
        }
        try {
            return kms.verifyMac(request -> request.keyId(keyId)
                            .macAlgorithm(MacAlgorithmSpec.HMAC_SHA_256)
                            .message(message(purpose, id))
                            .mac(SdkBytes.fromByteArray(mac)))
                    .macValid();
        } catch (KmsInvalidMacException e) {
            return false;
        }
    }

    private static SdkBytes message(String purpose, String id) {
        return SdkBytes.fromByteArray((purpose + '\n' + id).getBytes(StandardCharsets.UTF_8));
    }
}
