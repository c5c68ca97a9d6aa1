package imprimatur.screening;

import java.util.Arrays;

/** A text on its way to canonical form, each of whose characters knows the range of the raw text that it stands for. */
final class Traced {
    private final char[] chars;
    private final int[] starts;
    private final int[] ends;
    private final int length;

    private Traced(char[] chars, int[] starts, int[] ends, int length) {
        this.chars = chars;
        this.starts = starts;
        this.ends = ends;
        this.length = length;
    }

    static Traced of(String raw) {
        var length = raw.length();
        var starts = new int[length];
        var ends = new int[length];
        for (var i = 0; i < length; i++) {
            starts[i] = i;
            ends[i] = i + 1;
        }
        return new Traced(raw.toCharArray(), starts, ends, length);
    }

    int length() {
        return length;
    }

    char at(int index) {
        return chars[index];
    }

    /** The character at an index, or a space outside the text. */
    char near(int index) {
        return index < 0 || index >= length ? ' ' : chars[index];
    }

    int codePointAt(int index) {
        return Character.codePointAt(chars, index, length);
    }

    /** The characters themselves, for reading. */
    char[] chars() {
        return chars;
    }

    int start(int index) {
        return starts[index];
    }

    int end(int index) {
        return ends[index];
    }

    /** Start of what the characters of a range stand for; the range is not empty. */
    int start(int from, int to) {
        var start = Integer.MAX_VALUE;
        for (var i = from; i < to; i++) {
            start = Math.min(start, starts[i]);
        }
        return start;
    }

    /** End of what the characters of a range stand for; the range is not empty. */
    int end(int from, int to) {
        var end = 0;
        for (var i = from; i < to; i++) {
            end = Math.max(end, ends[i]);
        }
        return end;
    }

    String text() {
        return new String(chars, 0, length);
    }

    boolean sameText(Traced other) {
        return Arrays.equals(chars, 0, length, other.chars, 0, other.length);
    }

    /** Whether all is ASCII. */
    boolean isAscii() {
        for (var i = 0; i < length; i++) {
            if (chars[i] >= 128) {
                return false;
            }
        }
        return true;
    }

    static final class Builder {
        private char[] chars;
        private int[] starts;
        private int[] ends;
        private int length;

        Builder(int capacity) {
            chars = new char[capacity + 8];
            starts = new int[capacity + 8];
            ends = new int[capacity + 8];
        }

        int length() {
            return length;
        }

        char last() {
            return length == 0 ? ' ' : chars[length - 1];
        }

        char[] chars() {
            return chars;
        }

        Builder add(char letter, int start, int end) {
            if (length == chars.length) {
                var capacity = length * 2;
                chars = Arrays.copyOf(chars, capacity);
                starts = Arrays.copyOf(starts, capacity);
                ends = Arrays.copyOf(ends, capacity);
            }
            chars[length] = letter;
            starts[length] = start;
            ends[length++] = end;
            return this;
        }

        /** A letter that stands for what the character of a text at an index stands for. */
        Builder add(char letter, Traced of, int index) {
            return add(letter, of.starts[index], of.ends[index]);
        }

        Builder add(Traced text, int index) {
            return add(text.chars[index], text.starts[index], text.ends[index]);
        }

        Builder add(Traced text, int from, int to) {
            for (var i = from; i < to; i++) {
                add(text, i);
            }
            return this;
        }

        /** Letters, each of which stands for the whole range. */
        Builder add(CharSequence letters, int start, int end) {
            for (var i = 0; i < letters.length(); i++) {
                add(letters.charAt(i), start, end);
            }
            return this;
        }

        /** A space that stands for nothing of the text, unless there is one already or nothing before it. */
        Builder gap() {
            if (length > 0 && chars[length - 1] != ' ') {
                add(' ', ends[length - 1], ends[length - 1]);
            }
            return this;
        }

        Builder dropLast() {
            length--;
            return this;
        }

        Traced build() {
            return new Traced(chars, starts, ends, length);
        }
    }
}
