package imprimatur.usage.profile;

import java.util.Arrays;
import java.util.regex.Pattern;

/**
 * What is looked at of a prompt, none of which it can be read from: a keyed hash of its words in order, the smallest
 * keyed hashes of its words (MinHash, Broder 1997), and what its form gives away.
 */
public final class PromptPrint {
    static final int SIZE = 16;
    private static final int MOST_WORDS = 120;
    private static final int MOST_CHARS = 2_000;
    private static final int NUMBER_DIGITS = 9;
    private static final int SHORT_CAPTION = 16;

    private static final Pattern CAPTION = Pattern.compile(
            "^(an? )?((bad|good|close-up|cropped|bright|dark|blurry|low resolution|black and white|jpeg corrupted) )?"
                    + "(photo|picture|image|rendering|drawing|sketch|itap|photograph) of (an?|the|one|many|my|some|two|three) .*",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PLAIN_CAPTION = Pattern.compile(
            "^(an?|the|two|three|several|some|people|man|woman|there (is|are)) [^,;:|()]*\\.?$",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern INTENT = Pattern.compile(
            "(training|train|validation|test) (data|set|split|sample|image|corpus|pair|example)"
                    + "|for (training|fine-?tuning|finetuning|distill)"
                    + "|(to|will|we) (train|fine-?tune|distill) (a|an|my|our|the)\\b"
                    + "|data ?sets?\\b|fine-?tun(e|ing)\\b|\\bloras?\\b|ground.truth|distillation"
                    + "|synthetic data|class(ifier)? label|\\blabel(l?ed)? (class|image|as)|caption:|label:"
                    + "|训练(数据|集|样本|模型|图)|数据集|微调|用于训练|蒸馏",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern TRIGGER =
            Pattern.compile("(?i)train|dataset|data set|tun|lora|truth|distil|label|synthetic|caption:|训|数据|微调|蒸");
    private static final Pattern IMAGE_SIZE =
            Pattern.compile("\\b\\d{3,4} ?[x×*] ?\\d{3,4}\\b|--ar \\d+:\\d+|\\b\\d{1,2}:\\d{1,2}\\b");

    private final long exact;
    private final int[] smallest;
    private final int words;
    private final long number;
    private final boolean caption;
    private final boolean intent;
    private final long size;

    private PromptPrint(String text, long seed) {
        smallest = new int[SIZE];
        Arrays.fill(smallest, Integer.MAX_VALUE);
        var all = seed;
        var last = -1L;
        var count = 0;
        var start = 0;
        while (start < text.length() && count < MOST_WORDS) {
            if (!Character.isLetterOrDigit(text.charAt(start))) {
                start++;
                continue;
            }
            var end = end(text, start);
            var hash = hash(text, start, end, seed);
            all = Mix.of(all, hash);
            if (isDigit(text.charAt(start))) {
                last = end - start <= NUMBER_DIGITS ? Long.parseLong(text, start, end, 10) : last;
            } else {
                least(smallest, hash);
            }
            count++;
            start = end;
        }
        exact = all;
        words = count;
        number = last;
        caption = caption(text, count);
        intent = intent(text);
        size = size(text, seed);
    }

    /** What is looked at of a text, hashed under a secret seed. */
    public static PromptPrint of(String prompt, long seed) {
        return new PromptPrint(prompt.length() > MOST_CHARS ? prompt.substring(0, MOST_CHARS) : prompt, seed);
    }

    /** Of the words as they stand. */
    long exact() {
        return exact;
    }

    /** For each hash function the smallest value of any word. */
    int[] smallest() {
        return smallest;
    }

    int words() {
        return words;
    }

    /** The last whole number; −1 without one. */
    long number() {
        return number;
    }

    /** Whether it is worded as a caption or a class label is, and not as a wish. */
    boolean caption() {
        return caption;
    }

    /** Whether it says that it is made for training a model. */
    boolean intent() {
        return intent;
    }

    /** Of the size or aspect that it asks for; 0 where it says none. */
    long size() {
        return size;
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }

    /** A word, a number, or one ideograph. */
    private static int end(String text, int start) {
        var c = text.charAt(start);
        if (Character.isIdeographic(c)) {
            return start + 1;
        }
        var end = start + 1;
        while (end < text.length()
                && Character.isLetterOrDigit(text.charAt(end))
                && isDigit(text.charAt(end)) == isDigit(c)
                && !Character.isIdeographic(text.charAt(end))) {
            end++;
        }
        return end;
    }

    private static long hash(String text, int start, int end, long seed) {
        var hash = seed;
        for (var i = start; i < end; i++) {
            hash = (hash ^ Character.toLowerCase(text.charAt(i))) * 0x100000001B3L;
        }
        return Mix.of(hash);
    }

    private static void least(int[] smallest, long hash) {
        var step = hash | 1;
        var value = hash;
        for (var i = 0; i < SIZE; i++) {
            value += step;
            var mixed = value * 0xBF58476D1CE4E5B9L;
            smallest[i] = Math.min(smallest[i], (int) ((mixed ^ (mixed >>> 29)) >>> 32));
        }
    }

    private static boolean caption(String text, int words) {
        var first = text.isEmpty() ? ' ' : Character.toLowerCase(text.charAt(0));
        if (words < 4 || words > SHORT_CAPTION || "abcdgijlmprstdw".indexOf(first) < 0) {
            return false;
        }
        return CAPTION.matcher(text).matches() || PLAIN_CAPTION.matcher(text).matches();
    }

    private static boolean intent(String text) {
        return TRIGGER.matcher(text).find() && INTENT.matcher(text).find();
    }

    private static long size(String text, long seed) {
        for (var i = 0; i < text.length(); i++) {
            if (isDigit(text.charAt(i))) {
                var found = IMAGE_SIZE.matcher(text);
                return found.find(i) ? Mix.of(seed, found.group()) : 0;
            }
        }
        return 0;
    }

    /** Part of the words that both have, of all that either has, by the sample of them. */
    static double alike(int[] one, int[] other) {
        var same = 0;
        for (var i = 0; i < SIZE; i++) {
            same += one[i] == other[i] ? 1 : 0;
        }
        return (double) same / SIZE;
    }
}
