package imprimatur.check;

import imprimatur.aws.http.Response;
import imprimatur.check.CheckResult.OverLimit;
import imprimatur.usage.Quota;
import imprimatur.usage.QuotaVerdict;
import imprimatur.usage.Window;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Collectors;

/**
 * The fields {@code RateLimit} and {@code RateLimit-Policy} as draft-ietf-httpapi-ratelimit-headers (-08 and later) has
 * them: structured lists of a policy's name with {@code q} quota, {@code w} window in seconds, {@code r} remaining and
 * {@code t} seconds to the reset.
 */
final class RateLimits {
    private RateLimits() {}

    static Response on(Response response, QuotaVerdict verdict, Quota quota, Instant now) {
        return response.with("ratelimit-policy", policies(quota, now))
                .with(
                        "ratelimit",
                        "\"%s\";r=%d;t=%d".formatted(verdict.window(), verdict.remaining(), wait(verdict, now)));
    }

    /** On an answer that the limit is reached, with the time to wait. */
    static Response refuse(Response response, OverLimit over, Instant now) {
        return on(response, over.verdict(), over.quota(), now)
                .with("retry-after", Long.toString(wait(over.verdict(), now)));
    }

    /** Whole seconds until the window starts anew; at least 1, so that nobody comes back at once. */
    static long wait(QuotaVerdict verdict, Instant now) {
        var left = Duration.between(now, verdict.reset());
        return Math.max(1, left.plusSeconds(1).minusNanos(1).toSeconds());
    }

    private static String policies(Quota quota, Instant now) {
        return Arrays.stream(Window.values())
                .map(window -> {
                    var start = window.start(now);
                    var seconds = Duration.between(start, window.end(start)).toSeconds();
                    return "\"%s\";q=%d;w=%d".formatted(window.label(), window.limit(quota), seconds);
                })
                .collect(Collectors.joining(", "));
    }
}
