package imprimatur.screening;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Ages under 18 that are written as numbers, in digits or words: "12 year old", "aged twelve", "12 ans", "zwölfjährig",
 * "12-летняя", "十二岁", "열두 살", "3rd grade". Works on canonical text, in time linear in its length.
 */
final class Ages {
    private static final int ADULT = 18;
    private static final double SURE = 0.95;
    private static final double LIKELY = 0.6;
    private static final double NO = 0;

    /** By value from 1 to 17; languages whose words are the same need them once. */
    private static final String[] NUMBERS = {
        "one un une uno una um uma ein eine eins einem один одного одно واحدة واحد",
        "two deux dos dois duas zwei два две двух اثنين اثنتين",
        "three trois tres drei три трех ثلاث ثلاثة",
        "four quatre cuatro quatro vier четыре четырех اربع اربعة",
        "five cinq cinco funf пять пяти خمس خمسة",
        "six seis sechs шесть шести ست ستة",
        "seven sept siete sete sieben семь семи سبع سبعة",
        "eight huit ocho oito acht восемь восьми ثماني ثمانية ثمان",
        "nine neuf nueve nove neun девять девяти تسع تسعة",
        "ten dix diez dez zehn десять десяти عشر عشرة",
        "eleven onze once elf одиннадцать одиннадцати",
        "twelve douze doce doze zwolf двенадцать двенадцати",
        "thirteen treize trece treze dreizehn тринадцать тринадцати",
        "fourteen quatorze catorce catorze vierzehn четырнадцать четырнадцати",
        "fifteen quinze quince funfzehn пятнадцать пятнадцати",
        "sixteen seize dieciseis dezesseis dezasseis sechzehn шестнадцать шестнадцати",
        "seventeen diecisiete dezessete dezassete siebzehn семнадцать семнадцати",
    };

    /** After these a smaller number is only the end of a larger one. */
    private static final Set<String> TENS = words(
            "twenty thirty forty fifty sixty seventy eighty ninety hundred vingt trente quarante cinquante soixante cent veinte treinta cuarenta cincuenta sesenta vinte trinta quarenta cinquenta sessenta zwanzig dreissig двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто сто двадцати тридцати сорока y e et und و");

    private static final Map<String, Integer> VALUES = values();

    private static final Set<String> YEAR = words("year years yr yrs y yar");
    private static final Set<String> OLD = words("old o young of");
    private static final Set<String> AGE_UNITS =
            words("yo yearold yearsold yrold yrsold yro jahrig jahrige jahriger jahriges"
                    + " jahrigen jahrigem летняя летний летнее летней летнего летнюю летние летних летнии летнеи годовалый годовалыи"
                    + " годовалая годик годика годиков sui tuoi");
    /** Years that may be an age or a span of time. */
    private static final Set<String> SPAN_UNITS =
            words("anos ano ans an anni lat let yas yasinda jaar tahun лет года год سنة سنه سنوات سنين عاما عام اعوام");

    private static final Set<String> SHORT_SPANS = words("day days week weeks month months");
    private static final Set<String> SPAN_BEFORE = words("hace durante por desde tras en cada pendant depuis dans apres"
            + " a ha faz ao em seit vor nach через за спустя последние منذ خلال بعد قبل قرن");
    private static final Set<String> SPAN_AFTER =
            words("experience experiencia experiencias despues atras antes mas plus apres garantie garantia depois de"
                    + " назад опыта спустя гарантии назад войны الخبرة خبرة ضمان مضت");
    private static final Set<String> AGED =
            words("aged age ages turned turning edad idade alter возраст возрасте возраста"
                    + " عمر عمرها عمره العمر بعمر anios girlage");
    private static final Set<String> OF = words("of von de da do di");
    private static final Set<String> OTHER_AGES = words("ice stone bronze iron middle golden space new dark");
    private static final Set<String> UNDER = words("under below than");
    private static final Set<String> CHILD_NOUNS =
            words("girl boy girls boys child kid daughter son schoolgirl schoolboy"
                    + " student chica chico nina nino menina menino fille garcon madchen junge девочка девочке мальчик девушка"
                    + " школьница школьник بنت فتاة طفلة ولد sister brother she he");
    private static final Set<String> FORBIDS =
            words("no not nobody none forbidden prohibited allowed restricted over above");
    private static final Set<String> MEASURES =
            words("inch inches cm mm m ft feet foot px x fps k mp st nd rd th s bit bits"
                    + " step steps percent minute minutes min hour hours hr hrs pm am degree degrees of times dollars dollar usd euro"
                    + " euros kg lb lbs pounds pieces ml day days week weeks month months people persons meters metres miles km seconds"
                    + " sec hp mph century");
    private static final Set<String> THINGS =
            words("whisky whiskey scotch bourbon rum brandy cognac wine port cheddar cheese"
                    + " malt single tree oak bonsai olive car truck sedan van bike motorcycle house building dog cat puppy kitten horse"
                    + " pony tortoise turtle parrot company startup business project mortgage warranty experience career veteran plan"
                    + " war laptop computer sourdough balsamic vinegar tawny labrador retriever terrier stallion mare elephant"
                    + " contract anniversary reserve barrel vintage");

    private static final Set<String> DRINKS = words(
            "whisky whiskey scotch bourbon rum brandy cognac wine port cheddar cheese malt balsamic vinegar tawny");

    private static final String CHINESE_DIGITS = "零一二三四五六七八九";
    private static final String CHINESE_NUMERALS = "零一二两三四五六七八九十百千";
    private static final List<String> KOREAN =
            List.of("한", "두", "세", "네", "다섯", "여섯", "일곱", "여덟", "아홉", "열", "열한", "열두", "열세", "열네", "열다섯", "열여섯", "열일곱");
    private static final List<String> KOREAN_TENS = List.of("스물", "서른", "마흔", "쉰", "예순", "일흔", "여든", "아흔");
    private static final List<String> CHINESE_THINGS = List.of("狗", "猫", "老狗", "威士忌", "树", "马", "犬", "車", "车");
    private static final List<String> SCHOOLS_OF_ADULTS = List.of("大学", "大學", "대학", "대학교", "研究生");

    private Ages() {}

    private static Set<String> words(String spaced) {
        return Set.copyOf(List.of(spaced.split(" ")));
    }

    private static Map<String, Integer> values() {
        var values = new HashMap<String, Integer>();
        for (var i = 0; i < NUMBERS.length; i++) {
            for (var word : words(NUMBERS[i])) {
                values.put(word, i + 1);
            }
        }
        return Map.copyOf(values);
    }

    /**
     * A number that is an age under 18.
     *
     * @param score how sure that is; 0 where there is none
     * @param start of it, or for Chinese, Japanese and Korean of its last digit
     * @param end exclusive, after the unit where they adjoin
     */
    record Age(double score, int start, int end) {
        private static final Age NONE = new Age(NO, 0, 0);

        /** In words for a moderator. */
        String term() {
            return score >= SURE ? "an age under 18" : "a number that may be an age under 18";
        }
    }

    /** The surest number by which a canonical text speaks of somebody under 18. */
    static Age find(String canonical) {
        var found = unspaced(canonical);
        var words = split(canonical);
        var start = 0;
        for (var i = 0; i < words.size(); i++) {
            start = canonical.indexOf(words.get(i), start);
            var score = at(words, i);
            if (score > found.score()) {
                found = new Age(score, start, start + words.get(i).length());
            }
            start += words.get(i).length();
        }
        return found;
    }

    /** Words, numbers apart from letters that adjoin them. */
    private static List<String> split(String text) {
        var words = new ArrayList<String>();
        var start = 0;
        for (var i = 0; i <= text.length(); i++) {
            var ends = i == text.length()
                    || text.charAt(i) == ' '
                    || (i > start && Character.isDigit(text.charAt(i)) != Character.isDigit(text.charAt(i - 1)));
            if (ends) {
                if (i > start) {
                    words.add(text.substring(start, i));
                }
                start = i < text.length() && text.charAt(i) == ' ' ? i + 1 : i;
            }
        }
        return words;
    }

    private static String word(List<String> words, int i) {
        return i >= 0 && i < words.size() ? words.get(i) : "";
    }

    private static double at(List<String> words, int i) {
        var word = words.get(i);
        var joined = joinedAge(word);
        var value = joined > 0 ? joined : value(words, i);
        if (value < 0) {
            return NO;
        }
        if (joined > 0 || (isAge(words, i, value) && !isThing(words, i))) {
            return value < ADULT || SHORT_SPANS.contains(word(words, i + 1)) ? SURE : NO;
        }
        if (isGrade(words, i, value)) {
            return SURE;
        }
        return isLikely(words, i, value) ? LIKELY : NO;
    }

    /** A number, or -1. */
    private static int value(List<String> words, int i) {
        var word = words.get(i);
        if (Character.isDigit(word.charAt(0))) {
            return digits(word);
        }
        var value = VALUES.get(word);
        if (value == null || TENS.contains(word(words, i - 1))) {
            return -1;
        }
        return value < 10 && word(words, i + 1).startsWith("عشر") ? value + 10 : value;
    }

    private static int digits(String word) {
        if (word.length() > 3) {
            return -1;
        }
        var value = 0;
        for (var i = 0; i < word.length(); i++) {
            value = value * 10 + Character.digit(word.charAt(i), 10);
        }
        return value;
    }

    /** {@code zwolfjahrige}, {@code двенадцатилетняя}: the age in one word; -1 where it is none under 18. */
    private static int joinedAge(String word) {
        var ending = word.indexOf("jahrig") > 0 ? word.indexOf("jahrig") : word.indexOf("летн");
        return ending > 0 ? VALUES.getOrDefault(word.substring(0, ending), -1) : -1;
    }

    private static boolean isAge(List<String> words, int i, int value) {
        var before = word(words, i - 1);
        // "ثلاث عشرة": the second word belongs to the number
        var unitAt =
                !Character.isDigit(words.get(i).charAt(0)) && word(words, i + 1).startsWith("عشر") ? i + 2 : i + 1;
        var unit = word(words, unitAt);
        var next = word(words, unitAt + 1);
        if (AGED.contains(before) || (OF.contains(before) && AGED.contains(word(words, i - 2)))) {
            var at = OF.contains(before) ? i - 2 : i - 1;
            return !OTHER_AGES.contains(word(words, at - 1))
                    && !(MEASURES.contains(unit) && !YEAR.contains(unit))
                    && value > 0;
        }
        if (YEAR.contains(unit)) {
            return next.equals("of")
                    ? word(words, unitAt + 2).equals("age")
                    : OLD.contains(next) || CHILD_NOUNS.contains(next);
        }
        if (SHORT_SPANS.contains(unit)) {
            return next.equals("old") && value <= 200;
        }
        if (unit.equals("jahre") || unit.equals("jahren")) {
            return next.equals("alt") || next.equals("junges") || CHILD_NOUNS.contains(before);
        }
        return AGE_UNITS.contains(unit)
                || (SPAN_UNITS.contains(unit) && !SPAN_BEFORE.contains(before) && !isSpan(words, unitAt + 1));
    }

    /** What follows a number of years says that it is no age; "de edad" says that it is one. */
    private static boolean isSpan(List<String> words, int i) {
        return SPAN_AFTER.contains(word(words, i))
                && !Set.of("edad", "idade").contains(word(words, i + 1))
                && !(word(words, i).equals("de") && word(words, i + 1).isEmpty());
    }

    /** A 12 year old whisky, a ten year old oak, whisky aged 12 years; but not a 12 year old with a dog. */
    private static boolean isThing(List<String> words, int i) {
        var at = OLD.contains(word(words, i + 2)) ? i + 3 : i + 2;
        if (THINGS.contains(word(words, at))) {
            return !CHILD_NOUNS.contains(word(words, at + 1));
        }
        return words.subList(Math.max(0, i - 3), i).stream().anyMatch(DRINKS::contains);
    }

    private static boolean isGrade(List<String> words, int i, int value) {
        if (value < 1 || value > 12) {
            return false;
        }
        var next = word(words, i + 1);
        var ordinal = next.equals("th") || next.equals("st") || next.equals("nd") || next.equals("rd");
        var after = word(words, i + 2);
        return (ordinal && (after.equals("grade") || after.equals("grader") || after.equals("graders")))
                || (word(words, i - 1).equals("grade")
                        && (CHILD_NOUNS.contains(next) || next.equals("students") || next.equals("pupil")));
    }

    /** "girl 15", "under 18". */
    private static boolean isLikely(List<String> words, int i, int value) {
        var before = word(words, i - 1);
        var next = word(words, i + 1);
        if (MEASURES.contains(next) || (!next.isEmpty() && Character.isDigit(next.charAt(0)))) {
            return false;
        }
        if (UNDER.contains(before)) {
            var near = words.subList(Math.max(0, i - 4), Math.min(words.size(), i + 4));
            return value >= 13
                    && value <= ADULT
                    && !word(words, i - 2).equals("more")
                    && near.stream().noneMatch(FORBIDS::contains);
        }
        return CHILD_NOUNS.contains(before)
                && value >= 8
                && value < ADULT
                && Character.isDigit(words.get(i).charAt(0));
    }

    /** Chinese, Japanese and Korean: a number right before the unit. */
    private static Age unspaced(String text) {
        for (var i = 1; i < text.length(); i++) {
            var age = switch (text.charAt(i)) {
                case '岁', '歲', '歳' -> ageBefore(text, i, true);
                case '才' -> ageBefore(text, i, false);
                case '살', '세' -> Math.max(ageBefore(text, i, false), koreanBefore(text, i));
                case '年' -> gradeBefore(text, i);
                case '학' -> text.startsWith("학년", i) && !isUniversity(text, i) ? digitsBefore(text, i) : -1;
                default -> -1;
            };
            if (age >= 0 && age < ADULT && !isChineseThing(text, i)) {
                return new Age(SURE, i - 1, i + 1);
            }
        }
        return Age.NONE;
    }

    private static boolean isChineseThing(String text, int unit) {
        return CHINESE_THINGS.stream()
                .anyMatch(thing -> text.startsWith(thing, unit + 1) || text.startsWith("的" + thing, unit + 1));
    }

    private static int ageBefore(String text, int unit, boolean alsoNumerals) {
        var end = text.charAt(unit - 1) == '周' || text.charAt(unit - 1) == '满' ? unit - 1 : unit;
        var value = digitsBefore(text, end);
        return value < 0 && alsoNumerals ? numeralsBefore(text, end) : value;
    }

    /** 小学三年级, 中学2年生; not those of a university. */
    private static int gradeBefore(String text, int year) {
        var isGrade = text.startsWith("年级", year) || text.startsWith("年級", year) || text.startsWith("年生", year);
        if (!isGrade || isUniversity(text, year)) {
            return -1;
        }
        return Math.max(digitsBefore(text, year), numeralsBefore(text, year));
    }

    private static boolean isUniversity(String text, int at) {
        var before = text.substring(Math.max(0, at - 6), at);
        return SCHOOLS_OF_ADULTS.stream().anyMatch(before::contains);
    }

    private static int digitsBefore(String text, int end) {
        var last = end;
        while (last > 0 && text.charAt(last - 1) == ' ') {
            last--;
        }
        var start = last;
        while (start > 0 && Character.isDigit(text.charAt(start - 1))) {
            start--;
        }
        return start == last ? -1 : digits(text.substring(start, last));
    }

    private static int numeralsBefore(String text, int end) {
        var start = end;
        while (start > 0 && CHINESE_NUMERALS.indexOf(text.charAt(start - 1)) >= 0) {
            start--;
        }
        return start == end ? -1 : chinese(text.substring(start, end).replace('两', '二'));
    }

    /** Up to 99: tens, then ones; digits in a row; -1 beyond. */
    private static int chinese(String number) {
        if (number.indexOf('百') >= 0 || number.indexOf('千') >= 0 || number.length() > 3) {
            return -1;
        }
        var ten = number.indexOf('十');
        if (ten < 0) {
            return number.chars().reduce(0, (value, digit) -> value * 10 + CHINESE_DIGITS.indexOf(digit));
        }
        var tens = ten == 0 ? 1 : CHINESE_DIGITS.indexOf(number.charAt(0));
        var ones = ten == number.length() - 1 ? 0 : CHINESE_DIGITS.indexOf(number.charAt(number.length() - 1));
        return tens * 10 + ones;
    }

    private static int koreanBefore(String text, int unit) {
        var before = text.substring(Math.max(0, unit - 5), unit).strip();
        if (KOREAN_TENS.stream().anyMatch(before::contains)) {
            return -1;
        }
        for (var i = KOREAN.size() - 1; i >= 0; i--) {
            if (before.endsWith(KOREAN.get(i)) && text.charAt(unit) == '살') {
                return i + 1;
            }
        }
        return -1;
    }
}
