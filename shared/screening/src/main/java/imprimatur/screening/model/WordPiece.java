package imprimatur.screening.model;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.InputStream;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Splits a text into the vocabulary of a BERT model: words and punctuation first, then each word into the longest
 * pieces that the vocabulary knows. Gives the ids that Hugging Face's tokenizer gives for the same file.
 *
 * <p>Immutable; serves all threads.
 */
final class WordPiece {
    /** A longer word is unknown as a whole, as in the model's own tokenizer. */
    private static final int WORD_CHARS = 100;

    private final Map<String, Integer> vocabulary;
    private final boolean lowerCase;
    private final int start;
    private final int end;
    private final int unknown;

    private WordPiece(Map<String, Integer> vocabulary, boolean lowerCase) {
        this.vocabulary = vocabulary;
        this.lowerCase = lowerCase;
        this.start = special("[CLS]");
        this.end = special("[SEP]");
        this.unknown = special("[UNK]");
    }

    private int special(String token) {
        var id = vocabulary.get(token);
        if (id == null) {
            throw new IllegalStateException("the vocabulary lacks " + token);
        }
        return id;
    }

    /**
     * Reads a {@code tokenizer.json} of Hugging Face's format with a WordPiece model in it.
     *
     * @param lowerCase whether the model was trained without case and accents
     */
    static WordPiece read(InputStream json, boolean lowerCase) throws IOException {
        var vocabulary = new HashMap<String, Integer>(1 << 16);
        try (var parser = new JsonFactory().createParser(json)) {
            while (parser.nextToken() != null) {
                if (parser.currentToken() == JsonToken.FIELD_NAME && "vocab".equals(parser.currentName())) {
                    parser.nextToken();
                    while (parser.nextToken() == JsonToken.FIELD_NAME) {
                        vocabulary.put(parser.currentName(), parser.nextIntValue(-1));
                    }
                }
            }
        }
        return new WordPiece(vocabulary, lowerCase);
    }

    /**
     * The ids of a text between those of start and end.
     *
     * @param limit how many ids at most; what does not fit is left out
     */
    long[] ids(String text, int limit) {
        var ids = new Ids(limit);
        var word = new StringBuilder();
        var plain = lowerCase ? Normalizer.normalize(text, Normalizer.Form.NFD) : text;
        for (var at = 0; at < plain.length() && !ids.full(); ) {
            var codePoint = plain.codePointAt(at);
            at += Character.charCount(codePoint);
            if (isSpace(codePoint)) {
                flush(word, ids);
            } else if (isIdeograph(codePoint) || isPunctuation(codePoint)) {
                flush(word, ids);
                flush(word.appendCodePoint(codePoint), ids);
            } else if (isVisible(codePoint)) {
                word.appendCodePoint(lowerCase ? Character.toLowerCase(codePoint) : codePoint);
            }
        }
        flush(word, ids);
        return ids.closed();
    }

    private void flush(StringBuilder word, Ids ids) {
        if (!word.isEmpty()) {
            ids.add(word.toString());
            word.setLength(0);
        }
    }

    private static boolean isSpace(int codePoint) {
        return codePoint == ' ' || Character.isWhitespace(codePoint) || Character.isSpaceChar(codePoint);
    }

    private boolean isVisible(int codePoint) {
        return switch (Character.getType(codePoint)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.PRIVATE_USE,
                    Character.SURROGATE,
                    Character.UNASSIGNED -> false;
            case Character.NON_SPACING_MARK -> !lowerCase;
            default -> codePoint != 0xFFFD;
        };
    }

    private static boolean isIdeograph(int codePoint) {
        return (codePoint >= 0x4E00 && codePoint <= 0x9FFF)
                || (codePoint >= 0x3400 && codePoint <= 0x4DBF)
                || (codePoint >= 0xF900 && codePoint <= 0xFAFF)
                || (codePoint >= 0x20000 && codePoint <= 0x2B81F)
                || (codePoint >= 0x2B920 && codePoint <= 0x2CEAF)
                || (codePoint >= 0x2F800 && codePoint <= 0x2FA1F);
    }

    private static boolean isPunctuation(int codePoint) {
        if (codePoint < 0x80) {
            return codePoint > ' ' && codePoint != 0x7F && !Character.isLetterOrDigit(codePoint);
        }
        return switch (Character.getType(codePoint)) {
            case Character.CONNECTOR_PUNCTUATION,
                    Character.DASH_PUNCTUATION,
                    Character.START_PUNCTUATION,
                    Character.END_PUNCTUATION,
                    Character.INITIAL_QUOTE_PUNCTUATION,
                    Character.FINAL_QUOTE_PUNCTUATION,
                    Character.OTHER_PUNCTUATION -> true;
            default -> false;
        };
    }

    /** Ids as they are found, up to a limit. */
    private final class Ids {
        private final long[] found;
        private int count;

        Ids(int limit) {
            found = new long[limit];
            found[count++] = start;
        }

        boolean full() {
            return count >= found.length - 1;
        }

        void add(String word) {
            var before = count;
            if (word.length() > WORD_CHARS) {
                push(unknown);
                return;
            }
            for (var from = 0; from < word.length(); ) {
                var to = word.length();
                var id = piece(word, from, to);
                while (id == null && --to > from) {
                    id = piece(word, from, to);
                }
                if (id == null) {
                    count = before;
                    push(unknown);
                    return;
                }
                push(id);
                from = to;
            }
        }

        private @Nullable Integer piece(String word, int from, int to) {
            var piece = word.substring(from, to);
            return vocabulary.get(from == 0 ? piece : "##" + piece);
        }

        private void push(int id) {
            if (!full()) {
                found[count++] = id;
            }
        }

        long[] closed() {
            found[count++] = end;
            return Arrays.copyOf(found, count);
        }
    }
}
