package imprimatur.screening;

import imprimatur.screening.Leet.Grade;
import imprimatur.screening.Words.Sort;
import imprimatur.screening.Words.Word;
import java.util.List;
import java.util.Set;

/**
 * Reads a piece of a text without gaps, made of letters, digits and symbols, and writes the words that it stands for.
 */
final class Pieces {
    private static final String SYMBOLS = "@$€!|*+";
    private static final int WORD_CHARS = 64;

    /** Words run together are told apart from this length on; none of them may be shorter than a part. */
    private static final int COMPOUND_CHARS = 8;

    private static final int COMPOUND_PART = 4;

    /** What follows a number without a space. */
    private static final Set<String> UNITS = Set.of(
            "k", "mm", "cm", "m", "km", "kg", "g", "px", "mp", "p", "d", "s", "am", "pm", "x", "yo", "y", "yr", "yrs",
            "fps", "hz", "ft", "in", "gb", "mb", "w", "v", "b", "bit", "h", "min", "sec", "c", "f", "l", "ml", "oz",
            "lb", "lbs", "deg", "nm", "ps", "bpm", "rpm", "mph", "kmh", "usd", "ish", "ad", "bc");

    private static final Set<String> MEASURES = Set.of("d", "k", "p", "x", "mm", "cm", "px");

    private final Traced text;
    private final Vocabulary vocabulary;
    private final Leet leet;
    private final Segmenter segmenter;
    private final Traced.Builder out;
    private final List<Word> words;
    private final Edits variants;

    /**
     * @param out gets the words
     * @param words gets their places
     * @param variants gets what can be read in another way
     */
    Pieces(Traced text, Vocabulary vocabulary, Traced.Builder out, List<Word> words, Edits variants) {
        this.text = text;
        this.vocabulary = vocabulary;
        this.leet = new Leet(vocabulary);
        this.segmenter = new Segmenter(vocabulary);
        this.out = out;
        this.words = words;
        this.variants = variants;
    }

    /** One piece of a word: letters, digits and symbols. */
    void piece(int pieceStart, int pieceEnd) {
        var start = pieceStart;
        var end = pieceEnd;
        if (text.at(start) == '!' || text.at(start) == '|' || text.at(start) == '+') {
            var candidate = leet.decode(text.chars(), start, end);
            if (candidate != null && !isKnown(start + 1, end)) {
                word(candidate.word(), start, end);
                return;
            }
        }
        while (start < end && "!|*+".indexOf(text.at(start)) >= 0) {
            start++;
        }
        while (end > start && "!|*+@".indexOf(text.at(end - 1)) >= 0) {
            end--;
        }
        var letters = 0;
        var digits = 0;
        var symbols = 0;
        for (var i = start; i < end; i++) {
            if (Scripts.isAsciiDigit(text.at(i))) {
                digits++;
            } else if (SYMBOLS.indexOf(text.at(i)) >= 0) {
                symbols++;
            } else {
                letters++;
            }
        }
        if (letters + digits + symbols == 0) {
            return;
        }
        if (letters + symbols == 0) {
            word(start, end);
        } else if (letters == 0 && leet.decode(text.chars(), start, end) == null) {
            split(start, end);
        } else if (digits + symbols == 0) {
            letters(start, end);
        } else if (symbols > 0) {
            symbols(start, end);
        } else {
            digits(start, end, digits);
        }
    }

    private void word(int from, int to) {
        if (pieceNeedsGap()) {
            out.gap();
        }
        var start = out.length();
        out.add(text, from, to);
        words.add(new Word(start, out.length(), sort(start, out.length())));
    }

    /** Pieces and parts of a word are apart from each other, but not from other scripts that they touch. */
    private boolean pieceNeedsGap() {
        return out.length() > 0 && !words.isEmpty() && words.getLast().end() == out.length();
    }

    private void word(String letters, int from, int to) {
        if (pieceNeedsGap()) {
            out.gap();
        }
        var start = out.length();
        if (letters.length() == to - from) {
            for (var i = 0; i < letters.length(); i++) {
                out.add(letters.charAt(i), text, from + i);
            }
        } else {
            out.add(letters, text.start(from, to), text.end(from, to));
        }
        words.add(new Word(start, out.length(), sort(start, out.length())));
    }

    /** Runs without the symbols between. */
    private void split(int from, int to) {
        for (var i = from; i < to; ) {
            var end = i;
            while (end < to && SYMBOLS.indexOf(text.at(end)) < 0) {
                end++;
            }
            if (end > i) {
                piece(i, end);
            }
            i = end + 1;
        }
    }

    private void letters(int from, int to) {
        if (to - from > WORD_CHARS) {
            var letters = new String(text.chars(), from, to - from);
            word(Leet.shorten(letters, 2, 1), from, to);
            return;
        }
        if (leet.grade(text.chars(), from, to) != Grade.UNKNOWN) {
            word(from, to);
            return;
        }
        var letters = new String(text.chars(), from, to - from);
        var longest = Leet.longestRun(letters);
        if (longest > 1) {
            repeated(letters, from, to, longest);
        } else {
            word(from, to);
        }
        compoundWord();
    }

    private void repeated(String letters, int from, int to, int longest) {
        var candidate = leet.collapse(letters);
        if (longest == 2) {
            word(from, to);
            if (candidate != null && candidate.grade() == Grade.TERM) {
                variants.replace(words.getLast().start(), out.length(), candidate.word());
            }
        } else if (candidate != null) {
            word(candidate.word(), from, to);
        } else {
            word(Leet.shorten(letters, 2, 1), from, to);
            variants.replace(words.getLast().start(), out.length(), Leet.shorten(letters, 2, 2));
        }
    }

    /** Words that are run together, such as in a tag, are told apart in the variant. */
    private void compoundWord() {
        var word = words.getLast();
        if (word.sort() != Sort.UNKNOWN || word.length() < COMPOUND_CHARS || word.length() > WORD_CHARS) {
            return;
        }
        var split = segmenter.split(out.chars(), word.start(), word.end());
        if (split.known() < word.length()) {
            return;
        }
        var apart = new StringBuilder();
        var start = word.start();
        for (var end : split.ends()) {
            if (end - start < COMPOUND_PART) {
                return;
            }
            apart.append(apart.isEmpty() ? "" : " ").append(out.chars(), start, end - start);
            start = end;
        }
        variants.replace(word.start(), word.end(), apart.toString());
    }

    /** {@code 4k}, {@code 50mm}, {@code 1girl}, {@code mp3}, {@code nud3}, {@code p41nt}. */
    private void digits(int from, int to, int digits) {
        var head = from;
        while (Scripts.isAsciiDigit(text.at(head))) {
            head++;
        }
        var tail = to;
        while (Scripts.isAsciiDigit(text.at(tail - 1))) {
            tail--;
        }
        if (Pinyin.isToned(text.chars(), from, to)) {
            word(new String(text.chars(), from, to - from).replaceAll("[1-5]", ""), from, to);
            return;
        }
        var candidate = leet.decode(text.chars(), from, to);
        if (candidate != null && isLikelier(candidate, from, head, tail, to)) {
            word(candidate.word(), from, to);
        } else if (isPartKnown(head, tail)) {
            parts(from, head, tail, to);
        } else if (head > from || tail < to) {
            word(from, to);
            if (candidate != null && candidate.grade() == Grade.TERM) {
                variants.replace(words.getLast().start(), out.length(), candidate.word());
            }
        } else if (endsWithUnit(from, to)) {
            parts(from, from, endOfLetters(from, to), to);
        } else if (digits * 2 <= to - from && to - from <= WORD_CHARS) {
            word(Leet.usual(text.chars(), from, to, false), from, to);
            otherWay(from, to);
        } else {
            word(from, to);
        }
    }

    /** Whether digits are letters rather than a number before a word or its unit, or after a word. */
    private boolean isLikelier(Leet.Candidate candidate, int from, int head, int tail, int to) {
        if (hasInnerDigits(from, head, tail, to)) {
            return true;
        }
        if (tail < to && head == from) {
            return tail - from > 1 && vocabulary.rank(text.chars(), from, tail) == 0;
        }
        if (head > from && tail == to) {
            var unit = isUnit(from, head, to);
            var zero = text.at(from) == '0' && head - from == 1;
            return (!unit || zero)
                    && (!isPartKnown(head, to) || candidate.word().length() >= COMPOUND_PART + 1);
        }
        return true;
    }

    private boolean isUnit(int from, int head, int to) {
        var unit = new String(text.chars(), head, to - head);
        var last = text.at(head - 1);
        return switch (unit) {
            case "st" -> last == '1';
            case "nd" -> last == '2';
            case "rd" -> last == '3';
            case "th" -> last == '0' || last > '3' || head - from > 1;
            default -> UNITS.contains(unit);
        };
    }

    /** Whether there are digits between letters. */
    private boolean hasInnerDigits(int from, int head, int tail, int to) {
        for (var i = head; i < tail; i++) {
            if (Scripts.isAsciiDigit(text.at(i))) {
                return true;
            }
        }
        return head > from && tail < to;
    }

    private void otherWay(int from, int to) {
        var other = Leet.usual(text.chars(), from, to, true);
        var word = words.getLast();
        if (word.sort() == Sort.UNKNOWN && !other.equals(new String(out.chars(), word.start(), word.length()))) {
            variants.replace(word.start(), word.end(), other);
        }
    }

    private boolean isPartKnown(int from, int to) {
        return to - from > 2 && isKnown(from, to);
    }

    private int endOfLetters(int from, int to) {
        var end = from;
        while (end < to && !Scripts.isAsciiDigit(text.at(end))) {
            end++;
        }
        return end;
    }

    /** A known word, a number and its unit, such as {@code cinema4d}. */
    private boolean endsWithUnit(int from, int to) {
        var number = endOfLetters(from, to);
        var unit = number;
        while (unit < to && Scripts.isAsciiDigit(text.at(unit))) {
            unit++;
        }
        return isPartKnown(from, number) && MEASURES.contains(new String(text.chars(), unit, to - unit));
    }

    private void parts(int from, int head, int tail, int to) {
        if (head > from) {
            word(from, head);
        }
        word(head, tail);
        if (to > tail) {
            word(tail, to);
        }
    }

    /** {@code p@int}, {@code n*de}, {@code cat|dog}, {@code $ex}. */
    private void symbols(int from, int to) {
        var candidate = leet.decode(text.chars(), from, to);
        if (candidate != null) {
            word(candidate.word(), from, to);
            return;
        }
        var start = from;
        while (start < to - 1 && (text.at(start) == '@' || text.at(start) == '$')) {
            start++;
        }
        if (start > from && isWordOnly(start, to)) {
            letters(start, to);
        } else if (hasKnownPart(from, to) || to - from > WORD_CHARS) {
            split(from, to);
        } else {
            word(Leet.usual(text.chars(), from, to, false), from, to);
            otherWay(from, to);
        }
    }

    private boolean isWordOnly(int from, int to) {
        for (var i = from; i < to; i++) {
            if (Scripts.isAsciiDigit(text.at(i)) || SYMBOLS.indexOf(text.at(i)) >= 0) {
                return false;
            }
        }
        return true;
    }

    private boolean hasKnownPart(int from, int to) {
        for (var i = from; i < to; ) {
            var end = i;
            while (end < to && SYMBOLS.indexOf(text.at(end)) < 0) {
                end++;
            }
            if (isPartKnown(i, end)) {
                return true;
            }
            i = end + 1;
        }
        return false;
    }

    /** Whether a range of what is written is a word that we know. */
    Sort sort(int from, int to) {
        for (var i = from; i < to; i++) {
            if (!Scripts.isAsciiLetter(out.chars()[i])) {
                return Sort.OTHER;
            }
        }
        return vocabulary.knows(out.chars(), from, to) ? Sort.KNOWN : Sort.UNKNOWN;
    }

    private boolean isKnown(int from, int to) {
        return vocabulary.knows(text.chars(), from, to);
    }
}
