package imprimatur.report;

import imprimatur.base.Limits;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Links in prose, as people and their programs write them: wrapped over lines, quoted, without a scheme, defanged, in
 * full-width characters.
 */
final class LinkText {
    private static final String RUN = "[^\\s<>\"'()\\[\\]{}|\\\\^`\\u3000-\\u303f\\uff00-\\uffef]";

    private static final Pattern LINK = Pattern.compile(
            "(?i)(?:https?://|(?<![\\w@./%-])(?:[\\w-]{1,63}\\.){1,8}[a-z]{2,24}" + "(?::\\d{1,5})?/)" + RUN + "*+");

    private static final Pattern REST = Pattern.compile("[ \\t]*\\r?\\n[> \\t]*(" + RUN + "++)");
    private static final Pattern SCHEME = Pattern.compile("(?i)https?://.*");

    private LinkText() {}

    /** As a program would write it: defanging, invisible characters and full-width forms undone. */
    static String plain(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC)
                .replaceAll("\\p{Cf}", "")
                .replaceAll("(?i)\\bhxxp(s?)\\b", "http$1")
                .replaceAll("(?i)[\\[({](\\.|dot)[])}]", ".")
                .replaceAll("[\\[({](:|://)[])}]", "$1")
                .replaceAll("(?i)\\b(https?):(?!//)/?(?=\\w)", "$1://");
    }

    /** The links of a text, each as far as its line and, where it may have been wrapped, as far as the lines after. */
    static List<String> links(String text) {
        var found = new ArrayList<String>();
        var links = LINK.matcher(text);
        var rest = REST.matcher(text);
        while (found.size() < Limits.LINKS_A_MAIL && links.find()) {
            var whole = new StringBuilder(links.group());
            var wrapped = new ArrayList<String>();
            var end = links.end();
            for (var line = 1; line < Limits.LINK_LINES && whole.length() < Limits.URL_CHARS * 2; line++) {
                if (!rest.region(end, text.length()).lookingAt()
                        || SCHEME.matcher(rest.group(1)).matches()) {
                    break;
                }
                softBreak(whole);
                wrapped.add(whole.append(rest.group(1)).toString());
                end = rest.end();
            }
            found.addAll(wrapped.reversed());
            found.add(links.group());
        }
        return found;
    }

    /** A mail that was forwarded as source has the soft breaks of quoted-printable still in it. */
    private static void softBreak(StringBuilder link) {
        if (!link.isEmpty() && link.charAt(link.length() - 1) == '=') {
            link.setLength(link.length() - 1);
        }
    }
}
