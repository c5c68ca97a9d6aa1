package imprimatur.policy;

import imprimatur.base.Limits;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Words by which a kind of notice is known: phrases that suffice, and lists of which each must be near the others. */
final class NoticeWords {
    private static final Pattern NOISE =
            Pattern.compile("['’`]|(?<=[\\p{IsHan}\\p{N}])\\s+(?=\\p{IsHan})|(?<=\\p{IsHan})\\s+(?=\\p{N})");
    private static final Pattern BREAK = Pattern.compile("[^\\p{L}\\p{N}]+");
    private static final String AGE = "{age}";

    /** Under eighteen, in digits. */
    private static final String UNDER_AGE = "(?:[1-9]|1[0-7])";

    private final List<List<Pattern>> combinations;

    /** @param combinations each a list of lists of words; one word of each list must be there */
    NoticeWords(List<List<Collection<String>>> combinations) {
        this.combinations = combinations.stream()
                .map(lists -> lists.stream().map(NoticeWords::compile).toList())
                .toList();
    }

    /** As words are compared: lower case, one space between words, none between Han characters. */
    static String plain(String text) {
        var start = text.substring(0, Math.min(text.length(), Limits.CLASSIFIED_CHARS));
        var folded = Normalizer.normalize(start, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
        var spaced = BREAK.matcher(NOISE.matcher(folded).replaceAll("")).replaceAll(" ");
        return NOISE.matcher(spaced).replaceAll("");
    }

    boolean in(String plain) {
        return combinations.stream().anyMatch(lists -> together(lists, plain));
    }

    private static boolean together(List<Pattern> lists, String plain) {
        var first = places(lists.getFirst(), plain);
        var others = lists.stream().skip(1).map(list -> places(list, plain)).toList();
        return first.stream()
                .anyMatch(place -> others.stream()
                        .allMatch(there -> there.stream()
                                .anyMatch(other -> Math.abs(other - place) <= Limits.WORDS_TOGETHER_CHARS)));
    }

    private static List<Integer> places(Pattern words, String plain) {
        var places = new ArrayList<Integer>();
        var found = words.matcher(plain);
        while (found.find()) {
            places.add(found.start());
        }
        return places;
    }

    private static Pattern compile(Collection<String> words) {
        return Pattern.compile(words.stream().map(NoticeWords::pattern).collect(Collectors.joining("|")));
    }

    /** Words of letters that are set apart stand alone, unless they end with an asterisk; Han characters anywhere. */
    private static String pattern(String word) {
        var open = word.endsWith("*");
        var plain = plain(word.replace(AGE, "0age0")).strip();
        var quoted = Pattern.quote(plain).replace("0age0", "\\E" + UNDER_AGE + "\\Q");
        var start = Character.isIdeographic(plain.codePointAt(0)) ? "" : "(?<![\\p{IsLatin}\\p{N}])";
        var end = open || Character.isIdeographic(plain.codePointBefore(plain.length()))
                ? ""
                : "(?![\\p{IsLatin}\\p{N}])";
        return start + quoted + end;
    }
}
