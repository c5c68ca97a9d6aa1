package imprimatur.screening;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Ages under 18 that are written as numbers, in digits or words. */
final class Ages {
    private static final int ADULT = 18;

    private static final Map<String, Integer> ENGLISH = Map.ofEntries(
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("thirteen", 13),
            Map.entry("fourteen", 14),
            Map.entry("fifteen", 15),
            Map.entry("sixteen", 16),
            Map.entry("seventeen", 17));

    private static final String CHINESE_DIGITS = "零一二三四五六七八九";
    private static final String NUMBER = "(\\d{1,3}|" + String.join("|", ENGLISH.keySet()) + ")";
    private static final Pattern DAYS_OR_MONTHS = Pattern.compile("\\b\\d{1,2} ?(?:days?|weeks?|months?) ?old\\b");

    private static final List<Pattern> PATTERNS = List.of(
            Pattern.compile("\\b" + NUMBER + " ?(?:years?|yrs?|y) ?(?:old|o)\\b"),
            Pattern.compile(
                    "\\b(?:age|aged|ages|age of|turned|turning) " + NUMBER + "\\b(?! ?(?:century|days|months))"),
            Pattern.compile("(?<!\\d)(\\d{1,3}) ?(?:ans|anos|anni|jahre|jahrige|lat|лет|yas)\\b"),
            Pattern.compile("(?<!\\d)(\\d{1,3}) ?(?:周?岁|周?歲|歳|才|살|세)"),
            Pattern.compile("(?<![一二三四五六七八九十百])([一二三四五六七八九]?十?[一二三四五六七八九]?)周?[岁歲]"));

    private Ages() {}

    /** Whether a canonical text speaks of somebody under 18 by a number. */
    static boolean speaksOfMinor(String canonical) {
        if (DAYS_OR_MONTHS.matcher(canonical).find()) {
            return true;
        }
        for (var pattern : PATTERNS) {
            var matcher = pattern.matcher(canonical);
            while (matcher.find()) {
                var age = age(matcher.group(1));
                if (age >= 0 && age < ADULT) {
                    return true;
                }
            }
        }
        return false;
    }

    private static int age(String number) {
        if (number.isEmpty()) {
            return -1;
        }
        if (Character.isDigit(number.charAt(0))) {
            return Integer.parseInt(number);
        }
        var english = ENGLISH.get(number);
        return english != null ? english : chinese(number);
    }

    /** Up to 99: tens, then ones. */
    private static int chinese(String number) {
        var ten = number.indexOf('十');
        if (ten < 0) {
            return number.length() == 1 ? CHINESE_DIGITS.indexOf(number.charAt(0)) : -1;
        }
        var tens = ten == 0 ? 1 : CHINESE_DIGITS.indexOf(number.charAt(0));
        var ones = ten == number.length() - 1 ? 0 : CHINESE_DIGITS.indexOf(number.charAt(number.length() - 1));
        return tens * 10 + ones;
    }
}
