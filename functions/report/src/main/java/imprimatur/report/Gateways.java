package imprimatur.report;

import imprimatur.base.Limits;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.SequencedSet;
import java.util.regex.Pattern;

/**
 * Links that mail gateways and redirectors have put around links: percent-encoded ones such as Safe Links, Google's and
 * most others, Proofpoint's versions 2 and 3, and base 64 in a parameter. A short link that says nothing of its target
 * stays unknown, since nothing is fetched.
 */
final class Gateways {
    private static final Pattern PROOFPOINT_2 =
            Pattern.compile("(?i)urldefense\\.(?:proofpoint\\.)?com/v[12]/url\\?.*?\\bu=(?<target>[^&]+)");

    private static final Pattern PROOFPOINT_3 =
            Pattern.compile("(?i)urldefense\\.(?:proofpoint\\.)?com/v3/__(?<target>.+?)__;(?<bytes>[A-Za-z0-9_=-]*)!");

    /** A star, or two and a letter that says how many bytes stand in its place. */
    private static final Pattern STARS = Pattern.compile("\\*(?:\\*(?<length>.))?");

    private static final String LENGTHS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private static final Pattern BASE64 = Pattern.compile("[=/](?<text>aHR0c[A-Za-z0-9+/_-]{8,})");

    private Gateways() {}

    /** The link, and what it turns into when its layers are taken off, outermost first. */
    static SequencedSet<String> layers(String link) {
        var layers = new LinkedHashSet<String>();
        var form = link;
        for (var layer = 0; layer <= Limits.LINK_LAYERS && layers.add(form); layer++) {
            form = unwrap(form);
        }
        if (link.contains("=3D")) {
            layers.add(new String(Percent.bytes(link, '='), StandardCharsets.UTF_8));
        }
        return layers;
    }

    private static String unwrap(String link) {
        var second = PROOFPOINT_2.matcher(link);
        if (second.find()) {
            var encoded = second.group("target").replace('_', '/');
            return new String(Percent.bytes(encoded, '-'), StandardCharsets.UTF_8);
        }
        var third = PROOFPOINT_3.matcher(link);
        if (third.find()) {
            return replaced(third.group("target"), third.group("bytes"));
        }
        var base64 = BASE64.matcher(link);
        return base64.find() ? text(base64.group("text")) : Percent.decode(link);
    }

    private static String replaced(String target, String encoded) {
        var bytes = text(encoded);
        var next = new int[1];
        return STARS.matcher(target).replaceAll(star -> {
            var length = star.group("length");
            var from = Math.min(next[0], bytes.length());
            var to = Math.min(from + (length == null ? 1 : LENGTHS.indexOf(length) + 2), bytes.length());
            next[0] = to;
            return java.util.regex.Matcher.quoteReplacement(bytes.substring(from, Math.max(from, to)));
        });
    }

    private static String text(String base64) {
        var clean = base64.replace('+', '-').replace('/', '_').replaceAll("=+$", "");
        var whole = clean.length() % 4 == 1 ? clean.substring(0, clean.length() - 1) : clean;
        return new String(Base64.getUrlDecoder().decode(whole), StandardCharsets.UTF_8);
    }
}
