package imprimatur.screening;

import java.util.HashSet;
import java.util.Set;

/** Chinese written in Latin letters: syllables are told apart and tones dropped. */
final class Pinyin {
    private static final String[] BY_INITIAL = {
        "b a ai an ang ao ei en eng i ian iao ie in ing o u",
        "p a ai an ang ao ei en eng i ian iao ie in ing o ou u",
        "m a ai an ang ao e ei en eng i ian iao ie in ing iu o ou u",
        "f a an ang ei en eng o ou u",
        "d a ai an ang ao e ei en eng i ia ian iao ie ing iu ong ou u uan ui un uo",
        "t a ai an ang ao e eng i ian iao ie ing ong ou u uan ui un uo",
        "n a ai an ang ao e ei en eng i ian iang iao ie in ing iu ong ou u uan uo v ve ue",
        "l a ai an ang ao e ei eng i ia ian iang iao ie in ing iu ong ou u uan un uo v ve ue",
        "g a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
        "k a ai an ang ao e en eng ong ou u ua uai uan uang ui un uo",
        "h a ai an ang ao e ei en eng ong ou u ua uai uan uang ui un uo",
        "j i ia ian iang iao ie in ing iong iu u uan ue un",
        "q i ia ian iang iao ie in ing iong iu u uan ue un",
        "x i ia ian iang iao ie in ing iong iu u uan ue un",
        "zh a ai an ang ao e ei en eng i ong ou u ua uai uan uang ui un uo",
        "ch a ai an ang ao e en eng i ong ou u ua uai uan uang ui un uo",
        "sh a ai an ang ao e ei en eng i ou u ua uai uan uang ui un uo",
        "r an ang ao e en eng i ong ou u ua uan ui un uo",
        "z a ai an ang ao e ei en eng i ong ou u uan ui un uo",
        "c a ai an ang ao e en eng i ong ou u uan ui un uo",
        "s a ai an ang ao e en eng i ong ou u uan ui un uo",
        "y a an ang ao e i in ing o ong ou u uan ue un",
        "w a ai an ang ei en eng o u",
        " a ai an ang ao e ei en er o ou"
    };

    private static final int LONGEST = 6;
    private static final int LONGEST_WORD = 40;
    private static final Set<String> SYLLABLES = syllables();

    private Pinyin() {}

    private static Set<String> syllables() {
        var syllables = new HashSet<String>();
        for (var line : BY_INITIAL) {
            var parts = line.split(" ", -1);
            for (var i = 1; i < parts.length; i++) {
                syllables.add(parts[0] + parts[i]);
            }
        }
        return syllables;
    }

    /** The syllables of a word with spaces between; empty where it has other letters in it. */
    static String split(String word) {
        var length = word.length();
        if (length > LONGEST_WORD) {
            return "";
        }
        var next = new int[length + 1];
        next[length] = length;
        for (var start = length - 1; start >= 0; start--) {
            for (var end = Math.min(length, start + LONGEST); end > start && next[start] == 0; end--) {
                if ((end == length || next[end] > 0) && SYLLABLES.contains(word.substring(start, end))) {
                    next[start] = end;
                }
            }
        }
        if (length == 0 || next[0] == 0) {
            return "";
        }
        var split = new StringBuilder(length + 8);
        for (var at = 0; at < length; at = next[at]) {
            split.append(at == 0 ? "" : " ").append(word, at, next[at]);
        }
        return split.toString();
    }

    /** Whether letters and digits are syllables, each with the number of its tone: {@code zhong1guo2}. */
    static boolean isToned(char[] letters, int from, int to) {
        var start = from;
        for (var i = from; i < to; i++) {
            if (letters[i] >= '1' && letters[i] <= '5') {
                if (i - start < 2 || !SYLLABLES.contains(new String(letters, start, i - start))) {
                    return false;
                }
                start = i + 1;
            } else if (letters[i] < 'a' || letters[i] > 'z' || i - start >= LONGEST) {
                return false;
            }
        }
        return start == to && to - from > 4;
    }
}
