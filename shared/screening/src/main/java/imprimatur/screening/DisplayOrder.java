package imprimatur.screening;

/**
 * The order in which a reader sees a text whose direction is overridden (U+202E): what stands after the override is
 * shown from right to left. Right-to-left scripts themselves are stored in the order in which they are read.
 */
final class DisplayOrder {
    private static final char OVERRIDE = '\u202E';

    private DisplayOrder() {}

    static boolean isOverridden(Traced text) {
        for (var i = 0; i < text.length(); i++) {
            if (text.at(i) == OVERRIDE) {
                return true;
            }
        }
        return false;
    }

    static Traced of(Traced text) {
        var out = new Traced.Builder(text.length());
        for (var i = 0; i < text.length(); ) {
            if (text.at(i) == OVERRIDE) {
                var end = endOfOverride(text, i);
                reverse(text, i + 1, end, out);
                i = end;
            } else {
                out.add(text, i++);
            }
        }
        return out.build();
    }

    /** Where the override that starts at an index is taken back, or its paragraph ends. */
    private static int endOfOverride(Traced text, int start) {
        var depth = 0;
        for (var i = start; i < text.length(); i++) {
            var letter = text.at(i);
            if (letter == '\n' || letter == '\u2029') {
                return i;
            }
            if (letter >= '\u202A' && letter <= '\u202E') {
                depth += letter == '\u202C' ? -1 : 1;
            }
            if (depth == 0) {
                return i;
            }
        }
        return text.length();
    }

    private static void reverse(Traced text, int from, int to, Traced.Builder out) {
        for (var i = to - 1; i >= from; i--) {
            if (Character.isLowSurrogate(text.at(i)) && i > from && Character.isHighSurrogate(text.at(i - 1))) {
                out.add(text, i - 1).add(text, i);
                i--;
            } else if (text.at(i) != OVERRIDE) {
                out.add(text, i);
            }
        }
    }
}
