package imprimatur.report;

/** Text whose lines were wrapped by the sender's program, to be joined again (RFC 3676). */
final class FlowedText {
    private static final String SIGNATURE = "-- ";

    private FlowedText() {}

    /** @param deleteSpace whether the space that marks a soft break is none of the text */
    static String unwrap(String text, boolean deleteSpace) {
        var out = new StringBuilder(text.length());
        var open = false;
        var depth = 0;
        for (var line : (Iterable<String>) text.lines()::iterator) {
            var quotes = quotes(line);
            var content = unstuffed(line.substring(quotes));
            if (open && quotes != depth) {
                out.append('\n');
                open = false;
            }
            if (!open && quotes > 0) {
                out.append(">".repeat(quotes)).append(' ');
            }
            open = content.endsWith(" ") && !content.equals(SIGNATURE);
            depth = quotes;
            if (open) {
                out.append(content, 0, content.length() - (deleteSpace ? 1 : 0));
            } else {
                out.append(content).append('\n');
            }
        }
        return out.toString();
    }

    private static int quotes(String line) {
        var count = 0;
        while (count < line.length() && line.charAt(count) == '>') {
            count++;
        }
        return count;
    }

    private static String unstuffed(String content) {
        return content.startsWith(" ") ? content.substring(1) : content;
    }
}
