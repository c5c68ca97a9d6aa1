package imprimatur.screening;

import imprimatur.screening.DiffusionSyntax.Parsed;
import imprimatur.screening.Reading.Kind;
import imprimatur.screening.Words.Read;
import imprimatur.screening.Words.Sort;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes the disguises off a prompt, once for all that look for words in it: codes and encodings, Unicode's forms of a
 * letter, look-alikes, the notation of diffusion prompts, leet, spaced and repeated letters, reversal and rot13.
 *
 * <p>The canonical form of a canonical text is the text itself. Any string is taken, and the time is linear in its
 * length.
 */
public final class Canonicaliser {
    /** How often something may be wrapped in something else. */
    private static final int LAYERS = 4;

    /** A text settles after one or two passes; this bounds what is built to go on. */
    private static final int PASSES = 12;

    private static final Vocabulary VOCABULARY = Vocabulary.get();
    private static final Encodings ENCODINGS = new Encodings(VOCABULARY);
    private static final Confusables CONFUSABLES = new Confusables(VOCABULARY);
    private static final Ciphers CIPHERS = new Ciphers(VOCABULARY);

    private final List<Reading> readings = new ArrayList<>();

    private Canonicaliser() {}

    /** All readings of a text. */
    public static Canonical canonical(String text) {
        return canonical(Traced.of(text), true);
    }

    /**
     * The negative prompt as a whole: what was given as one, and what the prompt itself holds; null where there is
     * neither. Spans are of the given text where there is one, or else of the prompt.
     */
    public static @Nullable Canonical negative(@Nullable String negativeText, Canonical prompt) {
        var own = prompt.negative();
        if (negativeText == null || own == null) {
            return negativeText == null ? own : canonical(negativeText);
        }
        return canonical(negativeText + "\n" + own.text());
    }

    /** The form in which a lexicon term is kept: as the words of a text, but nothing is decoded. */
    static String term(String text) {
        return Words.read(lower(Glyphs.see(Traced.of(text)).visible()), VOCABULARY)
                .plain()
                .text();
    }

    private static Traced lower(Traced text) {
        var out = new Traced.Builder(text.length());
        for (var i = 0; i < text.length(); i++) {
            out.add(Character.toLowerCase(text.at(i)), text, i);
        }
        return out.build();
    }

    private static Canonical canonical(Traced text, boolean mayHoldNegative) {
        var canonicaliser = new Canonicaliser();
        var decoded = decoded(text);
        var parsed = canonicaliser.readAll(decoded);
        var negative = mayHoldNegative && parsed.negative().length() > 0 ? canonical(parsed.negative(), false) : null;
        return new Canonical(
                canonicaliser.readings, negative == null || negative.text().isEmpty() ? null : negative);
    }

    private static Traced decoded(Traced text) {
        var decoded = text;
        for (var layer = 0; layer < LAYERS; layer++) {
            var once = ENCODINGS.decode(Escapes.decode(decoded));
            if (once == decoded) {
                return decoded;
            }
            decoded = once;
        }
        return decoded;
    }

    private Parsed readAll(Traced decoded) {
        Traced reordered = null;
        var ordered = decoded;
        if (DisplayOrder.isOverridden(decoded)) {
            var displayed = DisplayOrder.of(decoded);
            var better = sense(displayed) > sense(decoded);
            ordered = better ? displayed : decoded;
            reordered = better ? decoded : displayed;
        }
        var seen = Glyphs.see(ordered);
        var unmasked = CONFUSABLES.unmask(seen.visible(), false);
        var parsed = DiffusionSyntax.parse(unmasked);
        var read = Words.read(parsed.prompt(), VOCABULARY);
        var solved = CIPHERS.solve(read);
        var clear = solved == null ? read : Words.read(solved, VOCABULARY);
        add(solved == null && isSettled(clear) ? clear.plain() : settle(clear.plain()), Kind.PLAIN);
        addVariants(clear);
        add(clear.joined(), Kind.JOINED);
        if (solved != null) {
            add(read.plain(), Kind.DECODED);
        }
        parsed.alternatives().forEach(choice -> add(plain(choice), Kind.ALTERNATIVE));
        if (seen.hidden().length() > 0) {
            add(simple(seen.hidden()), Kind.HIDDEN);
        }
        if (reordered != null) {
            add(simple(reordered), Kind.REORDERED);
        }
        if (!unmasked.isAscii()) {
            addForeign(seen.visible(), unmasked);
        }
        return parsed;
    }

    private void addVariants(Read read) {
        var variants = read.variants();
        HanDisguises.find(read.plain(), variants);
        if (!variants.isEmpty()) {
            add(variants.apply(read.plain()), Kind.VARIANT);
        }
        var words = CIPHERS.words(read);
        if (!words.isEmpty()) {
            add(words.apply(read.plain()), Kind.DECODED);
        }
        var pinyin = pinyin(read);
        if (!pinyin.isEmpty()) {
            add(pinyin.apply(read.plain()), Kind.PINYIN);
        }
    }

    private void addForeign(Traced visible, Traced unmasked) {
        var everywhere = CONFUSABLES.unmask(visible, true);
        if (!everywhere.sameText(unmasked)) {
            add(plain(DiffusionSyntax.parse(everywhere).prompt()), Kind.LOOKALIKE);
        }
        var spelled = Emoji.spell(unmasked);
        if (spelled != unmasked) {
            add(plain(DiffusionSyntax.parse(spelled).prompt()), Kind.EMOJI);
        }
    }

    /** Adds a reading, unless it is there already. */
    private void add(Traced reading, Kind kind) {
        if (kind != Kind.PLAIN && reading.length() == 0) {
            return;
        }
        for (var other : readings) {
            if (other.text().contentEquals(reading.text())) {
                return;
            }
        }
        readings.add(new Reading(reading, kind));
    }

    /** Words that are Chinese syllables and nothing that we know. */
    private static Edits pinyin(Read read) {
        var edits = new Edits();
        var plain = read.plain();
        for (var word : read.words()) {
            if (word.sort() == Sort.UNKNOWN && word.length() > 3) {
                var syllables = Pinyin.split(new String(plain.chars(), word.start(), word.length()));
                if (!syllables.isEmpty()) {
                    edits.replace(word.start(), word.end(), syllables);
                }
            }
        }
        return edits;
    }

    /**
     * Whether a reading plainly reads the same again: ASCII words without long runs, few numbers, no single letters.
     */
    private static boolean isSettled(Read read) {
        var plain = read.plain();
        var odd = 0;
        var run = 0;
        for (var i = 0; i < plain.length(); i++) {
            var letter = plain.at(i);
            if (letter >= 128) {
                return false;
            }
            var single = plain.near(i - 1) == ' ' && plain.near(i + 1) == ' ';
            run = i > 0 && letter == plain.at(i - 1) ? run + 1 : 1;
            odd += Scripts.isAsciiDigit(letter) || single ? 1 : 0;
            if (run > 2 || odd > 2) {
                return false;
            }
        }
        return true;
    }

    /** Reads a text again and again until nothing changes. */
    private static Traced settle(Traced plain) {
        var settled = plain;
        for (var pass = 0; pass < PASSES; pass++) {
            var again = again(settled);
            if (again.sameText(settled)) {
                return settled;
            }
            settled = again;
        }
        return settled;
    }

    private static Traced again(Traced plain) {
        var read = Words.read(prompt(decoded(plain)), VOCABULARY);
        var solved = CIPHERS.solve(read);
        return solved == null ? read.plain() : Words.read(solved, VOCABULARY).plain();
    }

    private static Traced prompt(Traced text) {
        return DiffusionSyntax.parse(CONFUSABLES.unmask(Glyphs.see(text).visible(), false))
                .prompt();
    }

    private static Traced plain(Traced prompt) {
        return settle(Words.read(prompt, VOCABULARY).plain());
    }

    private static Traced simple(Traced text) {
        return settle(Words.read(prompt(text), VOCABULARY).plain());
    }

    /** How many letters of a text are in words that we know. */
    private static int sense(Traced text) {
        return Words.read(prompt(text), VOCABULARY).words().stream()
                .filter(word -> word.sort() == Sort.KNOWN)
                .mapToInt(Words.Word::length)
                .sum();
    }
}
