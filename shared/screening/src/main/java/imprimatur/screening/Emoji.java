package imprimatur.screening;

import java.util.HashMap;
import java.util.Map;

/** Emoji that stand for words, and pairs of them that mean more than each by itself. */
final class Emoji {
    private static final int LONGEST = 4;
    private static final Map<String, String> WORDS = new HashMap<>();

    static {
        for (var line : Tables.lines("emoji.txt")) {
            var space = line.indexOf(' ');
            WORDS.put(line.substring(0, space), line.substring(space + 1));
        }
    }

    private Emoji() {}

    /** The text with such emoji spelled out; the same object where there are none. */
    static Traced spell(Traced text) {
        Traced.Builder out = null;
        for (var i = 0; i < text.length(); ) {
            var end = text.at(i) < 0x2000 ? i : endOfEmoji(text, i);
            if (end > i) {
                if (out == null) {
                    out = new Traced.Builder(text.length() * 2).add(text, 0, i);
                }
                var words = WORDS.get(new String(text.chars(), i, end - i));
                out.gap()
                        .add(words == null ? "" : words, text.start(i, end), text.end(i, end))
                        .gap();
                i = end;
            } else {
                if (out != null) {
                    out.add(text, i);
                }
                i++;
            }
        }
        return out == null ? text : out.build();
    }

    private static int endOfEmoji(Traced text, int from) {
        for (var length = Math.min(LONGEST, text.length() - from); length > 0; length--) {
            if (WORDS.containsKey(new String(text.chars(), from, length))) {
                return from + length;
            }
        }
        return from;
    }
}
