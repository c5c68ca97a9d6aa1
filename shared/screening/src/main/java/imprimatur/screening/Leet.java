package imprimatur.screening;

import org.jspecify.annotations.Nullable;

/** Words with digits and symbols in place of letters, and with letters repeated. */
final class Leet {
    private static final int CANDIDATES = 256;
    private static final int LONGEST = 24;

    private final Vocabulary vocabulary;

    Leet(Vocabulary vocabulary) {
        this.vocabulary = vocabulary;
    }

    /** How well a word is known. */
    enum Grade {
        UNKNOWN,
        WORD,
        TERM
    }

    /** A word that a disguise can be read as. */
    record Candidate(String word, Grade grade) {}

    /** Letters that a character may stand for, the usual one first. */
    static String meanings(char letter) {
        return switch (letter) {
            case '0' -> "o";
            case '1', '!', '|' -> "il";
            case '2' -> "z";
            case '3', '€' -> "e";
            case '4', '@' -> "a";
            case '5', '$' -> "s";
            case '6' -> "gb";
            case '7' -> "tl";
            case '+' -> "t";
            case '8' -> "b";
            case '9' -> "g";
            case '*' -> "uaeio";
            default -> "";
        };
    }

    Grade grade(char[] letters, int from, int to) {
        if (vocabulary.isTerm(letters, from, to)
                || (to - from > 3 && letters[to - 1] == 's' && vocabulary.isTerm(letters, from, to - 1))) {
            return Grade.TERM;
        }
        var known = to - from < 3 ? vocabulary.rank(letters, from, to) > 0 : vocabulary.knows(letters, from, to);
        return known ? Grade.WORD : Grade.UNKNOWN;
    }

    Grade grade(String word) {
        return grade(word.toCharArray(), 0, word.length());
    }

    /**
     * The best word among all that characters can stand for: one that a lexicon lists, since what is disguised is
     * something to hide, or else the most frequent one; null where none is known.
     */
    @Nullable
    Candidate decode(char[] letters, int from, int to) {
        if (to - from > LONGEST || combinations(letters, from, to) > CANDIDATES) {
            return null;
        }
        var choice = new int[to - from];
        var word = new char[to - from];
        String best = null;
        var bestGrade = Grade.UNKNOWN;
        var bestRank = Integer.MAX_VALUE;
        do {
            for (var i = 0; i < word.length; i++) {
                var meanings = meanings(letters[from + i]);
                word[i] = meanings.isEmpty() ? letters[from + i] : meanings.charAt(choice[i]);
            }
            var grade = grade(word, 0, word.length);
            var rank = vocabulary.rank(word, 0, word.length);
            if (grade.compareTo(bestGrade) > 0 || (grade == bestGrade && grade != Grade.UNKNOWN && rank < bestRank)) {
                best = new String(word);
                bestGrade = grade;
                bestRank = rank;
            }
        } while (next(letters, from, choice));
        if (best == null) {
            var usual = usual(letters, from, to, false);
            var changed = !usual.equals(new String(letters, from, to - from));
            return changed && longestRun(usual) > 2 ? collapse(usual) : null;
        }
        return new Candidate(best, bestGrade);
    }

    static int longestRun(String word) {
        var longest = 0;
        var run = 0;
        for (var i = 0; i < word.length(); i++) {
            run = i > 0 && word.charAt(i) == word.charAt(i - 1) ? run + 1 : 1;
            longest = Math.max(longest, run);
        }
        return longest;
    }

    private static int combinations(char[] letters, int from, int to) {
        var combinations = 1;
        for (var i = from; i < to && combinations <= CANDIDATES; i++) {
            combinations *= Math.max(1, meanings(letters[i]).length());
        }
        return combinations;
    }

    private static boolean next(char[] letters, int from, int[] choice) {
        for (var i = choice.length - 1; i >= 0; i--) {
            if (choice[i] + 1 < meanings(letters[from + i]).length()) {
                choice[i]++;
                return true;
            }
            choice[i] = 0;
        }
        return false;
    }

    /** What characters usually stand for, whether or not that is a word; the other way takes 1 for l. */
    static String usual(char[] letters, int from, int to, boolean other) {
        var word = new StringBuilder(to - from);
        for (var i = from; i < to; i++) {
            var meanings = meanings(letters[i]);
            if (meanings.isEmpty()) {
                word.append(letters[i]);
            } else {
                word.append(meanings.charAt(other && meanings.length() == 2 ? 1 : 0));
            }
        }
        return word.toString();
    }

    /**
     * The word that is known once its repeated letters are written once or twice; null where there is none.
     *
     * @param word with any number of repeated letters
     */
    @Nullable
    Candidate collapse(String word) {
        var once = shorten(word, 1, 1);
        var best = new Candidate(once, grade(once));
        for (var threes = 1; threes <= 2; threes++) {
            var shorter = shorten(word, 2, threes);
            var grade = grade(shorter);
            if (grade.compareTo(best.grade) > 0
                    || (grade == best.grade && grade != Grade.UNKNOWN && rank(shorter) < rank(best.word))) {
                best = new Candidate(shorter, grade);
            }
        }
        return best.grade == Grade.UNKNOWN ? mixed(word) : best;
    }

    private int rank(String word) {
        var rank = vocabulary.rank(word.toCharArray(), 0, word.length());
        return rank == 0 ? Integer.MAX_VALUE : rank;
    }

    /** One long run at a time is taken for a double letter. */
    private @Nullable Candidate mixed(String word) {
        for (var i = 0; i + 2 < word.length(); i++) {
            if (word.charAt(i) == word.charAt(i + 1) && (i == 0 || word.charAt(i - 1) != word.charAt(i))) {
                var end = i;
                while (end < word.length() && word.charAt(end) == word.charAt(i)) {
                    end++;
                }
                var candidate = shorten(word.substring(0, i), 1, 1)
                        + word.substring(i, i + 2)
                        + shorten(word.substring(end), 1, 1);
                var grade = grade(candidate);
                if (grade != Grade.UNKNOWN) {
                    return new Candidate(candidate, grade);
                }
            }
        }
        return null;
    }

    /** The word with runs of two letters, and longer runs, cut to so many. */
    static String shorten(String word, int twos, int longer) {
        var out = new StringBuilder(word.length());
        for (var i = 0; i < word.length(); ) {
            var end = i + 1;
            while (end < word.length() && word.charAt(end) == word.charAt(i)) {
                end++;
            }
            var keep = end - i == 1 ? 1 : end - i == 2 ? twos : longer;
            out.append(word, i, i + keep);
            i = end;
        }
        return out.toString();
    }
}
