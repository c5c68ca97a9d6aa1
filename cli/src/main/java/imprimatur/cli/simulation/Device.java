package imprimatur.cli.simulation;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client says of itself. */
record Device(String userAgent, @Nullable String id) {
    private static final List<String> PROGRAMS = List.of(
            "python-requests/2.32.%d",
            "OpenAI/Python 1.%d.0",
            "aiohttp/3.9.%d",
            "axios/1.7.%d",
            "Go-http-client/2.0",
            "okhttp/4.12.%d",
            "curl/8.%d.0",
            "node-fetch/3.3.%d");
    private static final List<String> SYSTEMS = List.of(
            "Windows NT 10.0; Win64; x64",
            "Windows NT 10.0; Win64; x64",
            "Macintosh; Intel Mac OS X 10_15_7",
            "X11; Linux x86_64");

    /** A browser on a desk. */
    static Device desktop(double tells, Dice dice) {
        var version = dice.between(128, 143);
        var agent = dice.chance(0.8)
                ? "Mozilla/5.0 (%s) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/%d.0.0.0 Safari/537.36"
                : "Mozilla/5.0 (%s; rv:%d.0) Gecko/20100101 Firefox/%2$d.0";
        return new Device(agent.formatted(dice.pick(SYSTEMS), version), id(tells, dice));
    }

    /** A browser in a pocket. */
    static Device phone(double tells, Dice dice) {
        var agent = dice.chance(0.5)
                ? "Mozilla/5.0 (iPhone; CPU iPhone OS 18_%d like Mac OS X) AppleWebKit/605.1.15 Mobile/15E148"
                : "Mozilla/5.0 (Linux; Android 1%d; K) AppleWebKit/537.36 Chrome/140.0.0.0 Mobile Safari/537.36";
        return new Device(agent.formatted(dice.between(0, 6)), id(tells, dice));
    }

    /** A program, which has no device. */
    static Device program(Dice dice) {
        return new Device(dice.pick(PROGRAMS).formatted(dice.between(0, 9)), null);
    }

    private static @Nullable String id(double tells, Dice dice) {
        var id = dice.id("dev");
        return dice.chance(tells) ? id : null;
    }
}
