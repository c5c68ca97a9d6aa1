package imprimatur.cli.local;

import imprimatur.base.Json;
import java.util.Map;

/** How an invocation ended: 200 with the function's answer, 500 with its error, 429 where nobody could take it. */
record Outcome(int status, String body) {
    static Outcome answer(String body) {
        return new Outcome(200, body);
    }

    /** An error as the function reported it. */
    static Outcome failure(String body) {
        return new Outcome(500, body);
    }

    /** An error of the platform, such as {@code Sandbox.Timedout}; {@code Runtime.…} where the process is to blame. */
    static Outcome failure(String type, String message) {
        return failure(error(type, message));
    }

    static Outcome throttled() {
        return new Outcome(429, error("TooManyRequestsException", "Rate Exceeded."));
    }

    private static String error(String type, String message) {
        return Json.write(Map.of("errorType", type, "errorMessage", message));
    }
}
