package imprimatur.cli.local;

import imprimatur.base.Json;
import java.time.Instant;
import java.util.Map;

/** Temporary credentials of a function's role. */
public record Credentials(String accessKeyId, String secretAccessKey, String token, Instant expiration) {
    /** As a container's credentials endpoint answers them. */
    String json() {
        return Json.write(Map.of(
                "AccessKeyId", accessKeyId,
                "SecretAccessKey", secretAccessKey,
                "Token", token,
                "Expiration", expiration));
    }
}
