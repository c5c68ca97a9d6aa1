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
import java.util.stream.Stream;

/**
 * The fields {@code RateLimit} and {@code RateLimit-Policy} as draft-ietf-httpapi-ratelimit-headers (-08 and later) has
 * them: structured lists of a policy's name with {@code q} quota, {@code w} window in seconds or {@code qu} what the
 * quota counts, {@code r} remaining and {@code t} seconds until there is more room.
 */
final class RateLimits {
    private RateLimits() {}

    static Response on(Response response, QuotaVerdict verdict, Quota quota, Instant now) {
        return response.with("ratelimit-policy", policies(quota))
                .with(
                        "ratelimit",
                        "\"%s\";r=%d;t=%d".formatted(verdict.window(), verdict.remaining(), wait(verdict, now)));
    }

    /** On an answer that the limit is reached, with the time to wait. */
    static Response refuse(Response response, OverLimit over, Instant now) {
        return on(response, over.verdict(), over.quota(), now)
                .with("retry-after", Long.toString(wait(over.verdict(), now)));
    }

    /** Whole seconds until there is more room; at least 1, so that nobody comes back at once. */
    static long wait(QuotaVerdict verdict, Instant now) {
        var left = Duration.between(now, verdict.reset());
        return Math.max(1, left.plusSeconds(1).minusNanos(1).toSeconds());
    }

    private static String policies(Quota quota) {
        var own = Arrays.stream(Window.values()).map(window -> policy(window.label(), window, quota));
        var shared = quota.shared().stream().sorted().map(window -> policy(window.sharedLabel(), window, quota));
        return Stream.concat(own, shared).collect(Collectors.joining(", "));
    }

    private static String policy(String name, Window window, Quota quota) {
        return "\"%s\";q=%d;%s".formatted(name, window.limit(quota), extent(window));
    }

    private static String extent(Window window) {
        return window == Window.CONCURRENT
                ? "qu=\"concurrent-requests\""
                : "w=" + window.span().toSeconds();
    }
}
