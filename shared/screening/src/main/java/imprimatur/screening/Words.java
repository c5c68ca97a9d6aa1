package imprimatur.screening;

import imprimatur.screening.Leet.Grade;
import java.util.ArrayList;
import java.util.List;

/**
 * Reads the words of a text in lower case: spaced, separated, repeated and disguised letters become words, all else a
 * single space. What can be read in two ways is read as the word that we know; the other way is kept as well.
 */
final class Words {
    private static final String SOFT = "-._'’‘`*~^|·•‧‐" + DiffusionSyntax.JOINT;
    private static final String SPACING = " \t\n._-*|/,~+:;'\"·•‧" + DiffusionSyntax.JOINT;
    private static final int SEPARATOR_CHARS = 3;
    private static final int PIECES = 32;
    private static final int WORD_CHARS = 64;
    private static final int SPACED_LETTERS = 3;

    /** Spaced letters that are longer than words are several words, some of which we may not know. */
    private static final int LONG_RUN = 20;

    private final Traced text;
    private final Vocabulary vocabulary;
    private final Leet leet;
    private final Segmenter segmenter;
    private final Pieces pieces;
    private final Traced.Builder out;
    private final Traced.Builder joined = new Traced.Builder(0);
    private final List<Word> words = new ArrayList<>();
    private final Edits variants = new Edits();
    private int at;
    private boolean parted;
    private boolean blank = true;
    private int gapless;
    /** Up to here, single letters are known to make no word together. */
    private int triedTo;
    /** Where the words of spaced letters end that were read last. */
    private int spacedTo;

    private int separator;
    private int separatorLength;

    /** Whether a word is one. */
    enum Sort {
        KNOWN,
        UNKNOWN,
        /** A number, or a word of another script. */
        OTHER
    }

    /** A word of the plain reading. */
    record Word(int start, int end, Sort sort) {
        int length() {
            return end - start;
        }
    }

    /**
     * The words of a text.
     *
     * @param variants what can be read in another way too
     * @param joined what was written as spaced letters, without the spaces
     */
    record Read(Traced plain, List<Word> words, Edits variants, Traced joined) {}

    private Words(Traced text, Vocabulary vocabulary) {
        this.text = text;
        this.vocabulary = vocabulary;
        this.leet = new Leet(vocabulary);
        this.segmenter = new Segmenter(vocabulary);
        this.out = new Traced.Builder(text.length());
        this.pieces = new Pieces(text, vocabulary, out, words, variants);
    }

    static Read read(Traced text, Vocabulary vocabulary) {
        var words = new Words(text, vocabulary);
        while (words.at < text.length()) {
            words.step();
        }
        if (words.out.length() > 0 && words.out.last() == ' ') {
            words.out.dropLast();
        }
        words.glueNeighbours();
        return new Read(words.out.build(), words.words, words.variants, words.joined.build());
    }

    private void step() {
        var letter = text.at(at);
        if (letter < 128) {
            if (isLetterish(letter) || isLeading(letter)) {
                spacedWord();
            } else {
                separator(letter);
            }
            return;
        }
        var codePoint = text.codePointAt(at);
        if (!Scripts.isWordChar(codePoint)) {
            separator(letter);
        } else if (Scripts.isUnspaced(codePoint)) {
            unspaced();
        } else {
            spacedWord();
        }
    }

    private void separator(char letter) {
        parted = true;
        blank &= letter <= ' ' || SOFT.indexOf(letter) >= 0;
        at++;
    }

    private boolean isLeading(char letter) {
        return (letter == '!' || letter == '|' || letter == '+') && isLetterishAt(at + 1) && !isLetterishAt(at - 1);
    }

    /** Letters, digits, and symbols that look like letters wherever they stand. */
    private static boolean isLetterish(int letter) {
        return letter < 128
                ? Scripts.isWordChar(letter) || letter == '@' || letter == '$'
                : letter == '€' || Scripts.isSpacedWordChar(letter);
    }

    private boolean isLetterishAt(int index) {
        return index >= 0
                && index < text.length()
                && isLetterish(text.at(index) < 128 ? text.at(index) : text.codePointAt(index));
    }

    /** Puts a space before what follows, unless nothing parted it from what is before. */
    private void part() {
        if (parted && out.length() > 0) {
            out.gap();
        }
        parted = false;
        blank = true;
        gapless = 0;
    }

    // ---- scripts without spaces

    /**
     * A run of characters that are written without spaces. A gap beside a single character is no gap; one between
     * longer runs is, since it may part two phrases.
     */
    private void unspaced() {
        var end = at;
        var length = 0;
        var hangul = false;
        while (end < text.length() && isGaplessAt(end)) {
            hangul |= Character.UnicodeScript.of(text.codePointAt(end)) == Character.UnicodeScript.HANGUL;
            end += Character.charCount(text.codePointAt(end));
            length++;
        }
        if (length == 0) {
            part();
            end = at + Character.charCount(text.codePointAt(at));
            out.add(text, at, end);
            at = end;
            return;
        }
        var before = gapless;
        var gap = parted && before > 0;
        if (gap && length > 1 && before > 1 && !hangul) {
            var whitespace = blank;
            part();
            if (whitespace) {
                variants.replace(out.length() - 1, out.length(), "");
            }
        } else if (!gap) {
            part();
        }
        parted = false;
        blank = true;
        out.add(text, at, end);
        gapless = length;
        at = end;
    }

    private boolean isGaplessAt(int index) {
        return text.at(index) > 0x10FF && Scripts.isGapless(text.codePointAt(index));
    }

    // ---- words

    private void spacedWord() {
        if (!spacedLetters()) {
            compound();
        }
    }

    /** {@code n u d e}, {@code n.u.d.e}: single letters with the same separator between. */
    private boolean spacedLetters() {
        if (at < triedTo || isLetterishAt(at - 1) || !isSingle(at)) {
            return false;
        }
        var letters = new ArrayList<Integer>();
        letters.add(at);
        var first = 0;
        var firstLength = 0;
        var position = at;
        while (true) {
            var from = position + 1;
            var next = from;
            while (next - from < SEPARATOR_CHARS && next < text.length() && SPACING.indexOf(text.at(next)) >= 0) {
                next++;
            }
            if (next == from || next >= text.length() || !isLetterishAt(next) || !isSingle(next)) {
                break;
            }
            if (next - from > 1 && isSpacing(next + 1) && !isSpacing(next + 2) && isLetterishAt(next + 2)) {
                break;
            }
            if (letters.size() == 1) {
                first = from;
                firstLength = next - from;
            } else if (!sameSeparator(first, firstLength, from, next - from)) {
                break;
            }
            letters.add(next);
            position = next;
        }
        if (!isRun(letters, first, firstLength) || !joinLetters(letters)) {
            triedTo = position;
            return false;
        }
        separator = first;
        separatorLength = firstLength;
        at = position + 1;
        return true;
    }

    /** Three letters, or two that go on with what was spaced and make a word. */
    private boolean isRun(List<Integer> letters, int first, int firstLength) {
        if (letters.size() >= SPACED_LETTERS) {
            return mostlyLetters(letters);
        }
        if (letters.size() < 2) {
            return false;
        }
        var last = letters.getLast();
        var goesOn = spacedTo == out.length()
                && spacedTo > 0
                && sameSeparator(separator, separatorLength, first, firstLength);
        var isFollowed = firstLength == 1
                && isSpacing(last + 1)
                && isSpacing(last + 2)
                && isSpacing(last + 3)
                && isLetterishAt(last + 4)
                && isSingle(last + 4);
        return (goesOn || isFollowed)
                && vocabulary.rank(new char[] {text.at(letters.getFirst()), text.at(last)}, 0, 2) > 0;
    }

    private boolean isSpacing(int index) {
        return index < text.length() && SPACING.indexOf(text.at(index)) >= 0;
    }

    private boolean isSingle(int index) {
        return !Character.isSurrogate(text.at(index)) && !isLetterishAt(index + 1);
    }

    private boolean sameSeparator(int first, int firstLength, int second, int secondLength) {
        if (firstLength == 1 && secondLength == 1 && text.at(first) > ' ' && text.at(second) > ' ') {
            return true;
        }
        if (firstLength != secondLength) {
            return false;
        }
        for (var i = 0; i < firstLength; i++) {
            if (text.at(first + i) != text.at(second + i)) {
                return false;
            }
        }
        return true;
    }

    private boolean mostlyLetters(List<Integer> indexes) {
        var letters = indexes.stream()
                .filter(index -> !Scripts.isAsciiDigit(text.at(index)))
                .count();
        return letters >= 2 && letters * 2 >= indexes.size();
    }

    /** Puts letters together; those with digits among them only where that makes words. */
    private boolean joinLetters(List<Integer> indexes) {
        var letters = new char[indexes.size()];
        var numbers = false;
        for (var i = 0; i < letters.length; i++) {
            letters[i] = text.at(indexes.get(i));
            numbers |= Scripts.isAsciiDigit(letters[i]);
        }
        var candidate = leet.decode(letters, 0, letters.length);
        var word = candidate != null ? candidate.word() : Leet.usual(letters, 0, letters.length, false);
        var source = new Traced.Builder(word.length());
        for (var i = 0; i < word.length(); i++) {
            source.add(word.charAt(i), text, indexes.get(Math.min(i, letters.length - 1)));
        }
        var run = source.build();
        var split = leet.grade(word) == Grade.UNKNOWN ? segmenter.split(run.chars(), 0, run.length()) : null;
        var makesWords = split == null || split.known() >= (run.length() < LONG_RUN ? 1 : 0.7) * run.length();
        if (numbers && !makesWords) {
            return false;
        }
        joined.gap().add(run, 0, run.length());
        var start = 0;
        if (split != null && makesWords) {
            for (var end : split.ends()) {
                emit(run, start, end);
                start = end;
            }
        } else {
            emit(run, 0, run.length());
        }
        parted = false;
        blank = true;
        gapless = 0;
        spacedTo = out.length();
        return true;
    }

    /** A word of a text, with a space before. */
    private void emit(Traced source, int from, int to) {
        out.gap();
        var start = out.length();
        out.add(source, from, to);
        words.add(new Word(start, out.length(), pieces.sort(start, out.length())));
    }

    /** Pieces with soft separators between, such as {@code pa-int}, {@code p(ai)nt}, {@code well-known}. */
    private void compound() {
        var starts = new int[PIECES];
        var ends = new int[PIECES];
        var count = 0;
        var position = at;
        while (count < PIECES) {
            starts[count] = position;
            position = endOfPiece(position);
            ends[count++] = position;
            var next = position;
            while (next - position < SEPARATOR_CHARS && next < text.length() && SOFT.indexOf(text.at(next)) >= 0) {
                next++;
            }
            if (next == position || !isLetterishAt(next)) {
                break;
            }
            position = next;
        }
        if (count > 1 && isContraction(starts[count - 1], ends[count - 1])) {
            count--;
        }
        position = ends[count - 1];
        if (count == 1) {
            var goesOn = spacedTo == out.length() && ends[0] - starts[0] == 1;
            part();
            pieces.piece(starts[0], ends[0]);
            spacedTo = goesOn ? out.length() : spacedTo;
        } else {
            pieces(starts, ends, count);
        }
        at = position;
    }

    /** {@code 's}, {@code 'll}, {@code n't}. */
    private boolean isContraction(int from, int to) {
        return (text.at(from - 1) == '\'' || text.at(from - 1) == '’') && vocabulary.isTail(text.chars(), from, to);
    }

    private int endOfPiece(int from) {
        var end = from == at && isLeading(text.at(from)) ? from + 1 : from;
        while (end < text.length()) {
            if (isLetterishAt(end)) {
                end += Character.charCount(text.codePointAt(end));
            } else if (end > from && "!|*+".indexOf(text.at(end)) >= 0 && isLetterishAt(endOfSymbols(end))) {
                end = endOfSymbols(end);
            } else {
                break;
            }
        }
        return end;
    }

    private int endOfSymbols(int from) {
        var end = from;
        while (end - from < SEPARATOR_CHARS && end < text.length() && "!|*+".indexOf(text.at(end)) >= 0) {
            end++;
        }
        return end;
    }

    private void pieces(int[] starts, int[] ends, int count) {
        var glued = new Traced.Builder(WORD_CHARS);
        var allKnown = true;
        var numbers = false;
        var shortest = Integer.MAX_VALUE;
        for (var i = 0; i < count; i++) {
            glued.add(text, starts[i], ends[i]);
            numbers |= isNumber(starts[i], ends[i]);
            allKnown &= isKnown(starts[i], ends[i]) && ends[i] - starts[i] > 1;
            shortest = Math.min(shortest, ends[i] - starts[i]);
        }
        part();
        if (numbers || glued.length() > WORD_CHARS) {
            eachPiece(starts, ends, count);
            return;
        }
        var whole = glued.build();
        var reading = reading(whole);
        var grade = leet.grade(reading);
        if (grade != Grade.UNKNOWN && !allKnown) {
            emit(spread(reading, whole), 0, reading.length());
            return;
        }
        var start = out.length();
        eachPiece(starts, ends, count);
        while (start < out.length() && out.chars()[start] == ' ') {
            start++;
        }
        if (grade == Grade.TERM || (!allKnown && ((shortest <= 2 && isLetters(whole)) || !whole.isAscii()))) {
            variants.replace(start, out.length(), reading);
        }
    }

    private static boolean isLetters(Traced word) {
        for (var i = 0; i < word.length(); i++) {
            if (!Scripts.isAsciiLetter(word.at(i))) {
                return false;
            }
        }
        return true;
    }

    private void eachPiece(int[] starts, int[] ends, int count) {
        for (var i = 0; i < count; i++) {
            pieces.piece(starts[i], ends[i]);
        }
    }

    private boolean isNumber(int from, int to) {
        for (var i = from; i < to; i++) {
            if (!Scripts.isAsciiDigit(text.at(i))) {
                return false;
            }
        }
        return true;
    }

    private boolean isKnown(int from, int to) {
        return vocabulary.knows(text.chars(), from, to);
    }

    /** What a word with or without a disguise says. */
    private String reading(Traced word) {
        if (leet.grade(word.chars(), 0, word.length()) != Grade.UNKNOWN) {
            return word.text();
        }
        var candidate = leet.decode(word.chars(), 0, word.length());
        if (candidate == null && word.isAscii()) {
            candidate = leet.collapse(word.text());
        }
        return candidate == null ? Leet.usual(word.chars(), 0, word.length(), false) : candidate.word();
    }

    /** Letters that together stand for what a text stands for. */
    private static Traced spread(String letters, Traced over) {
        if (letters.length() == over.length()) {
            var out = new Traced.Builder(letters.length());
            for (var i = 0; i < letters.length(); i++) {
                out.add(letters.charAt(i), over, i);
            }
            return out.build();
        }
        return new Traced.Builder(letters.length())
                .add(letters, over.start(0, over.length()), over.end(0, over.length()))
                .build();
    }

    // ---- words torn apart

    /** Neighbours that are no words by themselves but make a term of a lexicon: {@code hen tai}. */
    private void glueNeighbours() {
        for (var i = 0; i + 1 < words.size(); i++) {
            for (var last = i + 1; last < Math.min(words.size(), i + 3); last++) {
                if (glues(i, last)) {
                    var start = words.get(i).start();
                    var end = words.get(last).end();
                    variants.replace(start, end, lettersOf(i, last));
                    i = last;
                    break;
                }
            }
        }
    }

    private boolean glues(int first, int last) {
        var unknown = false;
        for (var i = first; i <= last; i++) {
            var word = words.get(i);
            unknown |= word.sort() == Sort.UNKNOWN;
            if (word.sort() == Sort.OTHER
                    || (i > first && word.start() != words.get(i - 1).end() + 1)) {
                return false;
            }
        }
        var length = words.get(last).end() - words.get(first).start() - (last - first);
        return unknown
                && length > 2
                && length <= Vocabulary.LONGEST_WORD
                && vocabulary.knowsTerm(lettersOf(first, last));
    }

    private String lettersOf(int first, int last) {
        var letters = new StringBuilder();
        for (var i = first; i <= last; i++) {
            letters.append(out.chars(), words.get(i).start(), words.get(i).length());
        }
        return letters.toString();
    }
}
