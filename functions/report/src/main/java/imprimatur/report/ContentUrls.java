package imprimatur.report;

import imprimatur.base.Limits;
import java.net.IDN;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The shapes of the links by which the service shows its content. Patterns are parted by white space; each is a path
 * such as {@code /v1/images/{image}}, which counts on every host and after any prefix, or begins with the one host that
 * it counts on, such as {@code https://gpt-image2.design/i/{image}} or {@code https://*.example.org/i/{image}}.
 * {@code {image}} and {@code {account}} name, {@code *} stands for anything within one segment of the path.
 */
final class ContentUrls {
    private static final String ID = "[A-Za-z0-9][A-Za-z0-9_-]{0,127}";
    private static final Pattern PARTS = Pattern.compile("\\{image}|\\{account}|\\*|[^{*]+");
    private static final Pattern SHAPE = Pattern.compile("(?:https?://(?<host>[^/\\s]+))?(?<path>/\\S+)");

    private final List<Shape> shapes;

    private record Shape(@Nullable Pattern host, Pattern path) {}

    /** An image that a link seems to name; the account too where the link has one. */
    record Candidate(String image, @Nullable String account) {}

    private ContentUrls(List<Shape> shapes) {
        this.shapes = List.copyOf(shapes);
    }

    /**
     * Reads patterns.
     *
     * @throws IllegalStateException naming the one that is malformed
     */
    static ContentUrls of(String patterns) {
        var shapes = new ArrayList<Shape>();
        for (var pattern : patterns.strip().split("\\s+", -1)) {
            var shape = SHAPE.matcher(pattern);
            if (!shape.matches() || !pattern.contains("{image}")) {
                throw new IllegalStateException("CONTENT_URLS has a pattern that names no {image}: " + pattern);
            }
            var host = shape.group("host");
            shapes.add(new Shape(host == null ? null : host(host), path(shape.group("path"))));
        }
        return new ContentUrls(shapes);
    }

    private static Pattern host(String host) {
        var name = host.startsWith("*.") ? host.substring(2) : host;
        return Pattern.compile((host.startsWith("*.") ? "([a-z0-9-]+\\.)*" : "") + Pattern.quote(ascii(name)));
    }

    private static Pattern path(String path) {
        var regex = new StringBuilder();
        var parts = PARTS.matcher(path);
        while (parts.find()) {
            regex.append(
                    switch (parts.group()) {
                        case "{image}" -> "(?<image>" + ID + ")";
                        case "{account}" -> "(?<account>[^/?#&\\s]{1,128})";
                        case "*" -> "[A-Za-z0-9._-]{1,128}";
                        default -> Pattern.quote(parts.group());
                    });
        }
        return Pattern.compile(regex + "(?![A-Za-z0-9_-])");
    }

    /** Hands on what the shapes find in a link, redirections within it included. */
    void find(String link, Consumer<Candidate> found) {
        for (var shape : shapes) {
            var paths = shape.path().matcher(link);
            while (paths.find()) {
                if (shape.host() == null
                        || shape.host().matcher(hostBefore(link, paths.start())).matches()) {
                    found.accept(new Candidate(paths.group("image"), account(shape, paths)));
                }
            }
        }
    }

    private static @Nullable String account(Shape shape, Matcher paths) {
        return shape.path().namedGroups().containsKey("account") ? paths.group("account") : null;
    }

    /** The host of the innermost link that the path at this place belongs to, as it is registered. */
    private static String hostBefore(String link, int path) {
        var scheme = link.lastIndexOf("//", path);
        var start = scheme < 0 ? 0 : scheme + 2;
        var slash = link.indexOf('/', start);
        var authority = link.substring(start, slash < 0 || slash > path ? path : slash);
        var named = authority.substring(authority.lastIndexOf('@') + 1).replaceAll(":\\d*$", "");
        return ascii(named.endsWith(".") ? named.substring(0, named.length() - 1) : named);
    }

    private static String ascii(String host) {
        var cut = host.substring(0, Math.min(host.length(), Limits.SHORT_TEXT_CHARS));
        try {
            return IDN.toASCII(cut).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException e) {
            return cut.toLowerCase(Locale.ROOT);
        }
    }
}
