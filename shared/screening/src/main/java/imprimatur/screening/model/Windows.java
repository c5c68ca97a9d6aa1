package imprimatur.screening.model;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a canonical text into pieces that an encoder reads whole, each overlapping the one before, so that a long
 * harmless text hides nothing.
 */
final class Windows {
    /** In quarters of a token: a Latin letter is about one, a character that stands for itself four. */
    private static final int COST = (Encoder.TOKENS - 8) * 4;

    private static final int OVERLAP = COST / 5;

    private Windows() {}

    /** At least one piece; a short text is its only one. */
    static List<String> of(String text) {
        var windows = new ArrayList<String>();
        var start = 0;
        while (true) {
            var end = end(text, start, COST);
            windows.add(start == 0 && end == text.length() ? text : text.substring(start, end));
            if (end == text.length()) {
                return windows;
            }
            start = back(text, start, end);
        }
    }

    private static int end(String text, int start, int cost) {
        var sum = 0;
        var space = -1;
        for (var at = start; at < text.length(); at++) {
            var character = text.charAt(at);
            if (character == ' ') {
                space = at;
            }
            sum += cost(character);
            if (sum > cost) {
                return space > start && at - space < cost / 4 ? space : at;
            }
        }
        return text.length();
    }

    private static int back(String text, int start, int end) {
        var sum = 0;
        var at = end;
        while (at > start + 1 && sum < OVERLAP) {
            at--;
            sum += cost(text.charAt(at));
        }
        var space = text.indexOf(' ', at);
        return space >= 0 && space < end ? space + 1 : Math.max(at, start + 1);
    }

    private static int cost(char character) {
        return character < 0x0250 ? 1 : 4;
    }
}
