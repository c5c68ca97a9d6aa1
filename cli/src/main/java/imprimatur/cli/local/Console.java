package imprimatur.cli.local;

import imprimatur.base.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The admin console as the origin serves it: the files that its build left, and its one page for every address that is
 * the console's own. On AWS an S3 bucket and a CloudFront function do the same.
 *
 * @param folder the built files
 * @param client id of the user pool's client
 * @param login origin of the login pages
 * @param pictures origin of the links under which pictures are shown
 */
public record Console(Path folder, String client, String login, String pictures) {
    private static final String PAGE = "index.html";

    /** A file's name; a folder below the root holds what may be kept for good, for its name changes with its bytes. */
    private static final Pattern FILE = Pattern.compile("(assets/)?[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*\\.[a-z0-9]+");

    private static final Map<String, String> TYPES = Map.of(
            "html", "text/html; charset=utf-8",
            "js", "text/javascript; charset=utf-8",
            "css", "text/css; charset=utf-8",
            "json", "application/json",
            "svg", "image/svg+xml",
            "txt", "text/plain; charset=utf-8",
            "woff2", "font/woff2",
            "woff", "font/woff");

    /**
     * What is sent for a path: its bytes, to be closed by who sends them, their type, and how long they may be kept.
     */
    record Served(InputStream body, String type, String cache) {}

    /** Whether it has been built. */
    boolean built() {
        return Files.isRegularFile(folder.resolve(PAGE));
    }

    /**
     * What is at a path of the origin; empty for a file that is not there.
     *
     * @param origin the origin itself, which is the API's too
     */
    Optional<Served> open(String path, String origin) throws IOException {
        var name = path.substring(1);
        if (name.equals("config.json")) {
            var config = Map.of("api", origin, "login", login, "client_id", client);
            return Optional.of(
                    new Served(new ByteArrayInputStream(Json.bytes(config)), "application/json", "no-store"));
        }
        if (FILE.matcher(name).matches()) {
            return file(name);
        }
        return file(PAGE);
    }

    private Optional<Served> file(String name) throws IOException {
        var file = folder.resolve(name);
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        var type = TYPES.getOrDefault(name.substring(name.lastIndexOf('.') + 1), "application/octet-stream");
        var cache = name.startsWith("assets/") ? "public, max-age=31536000, immutable" : "no-cache";
        return Optional.of(new Served(Files.newInputStream(file), type, cache));
    }

    /** The headers that every file of the console has; the template's {@code ConsoleHeaders} are the same. */
    Map<String, String> headers() {
        return Map.of(
                "Content-Security-Policy",
                "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self' data:; "
                        + "img-src 'self' data: blob: %s; connect-src 'self' %s; base-uri 'none'; form-action 'none'; "
                                .formatted(pictures, login)
                        + "frame-ancestors 'none'",
                "X-Content-Type-Options",
                "nosniff",
                "X-Frame-Options",
                "DENY",
                "Referrer-Policy",
                "no-referrer",
                "Cross-Origin-Opener-Policy",
                "same-origin");
    }
}
