package imprimatur.screening;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Reads the notation that prompts of diffusion models are written in, of AUTOMATIC1111, ComfyUI, NovelAI and
 * Midjourney: weights and brackets, alternatives, networks and embeddings, flags, negative prompts, and the line of
 * settings that is pasted along with a prompt. One pass, linear in the length, for any input.
 *
 * <p>Nothing that may be a word of its own is ever dropped: of flags and settings only the names that we know go, with
 * values that are numbers or names of samplers. What has a negative weight stays in the prompt and is read as negative
 * as well, since not every model knows weights.
 */
final class DiffusionSyntax {
    /** Stands for a bracket or weight in the output: it may have been put into the middle of a word. */
    static final char JOINT = '\u0001';

    private static final int NETWORK_CHARS = 300;
    private static final int HUMP = 3;
    private static final int DEPTH = 200;
    private static final int ALTERNATIVES = 64;
    private static final int CHOICES = 4;

    private static final Set<String> KEYWORDS = Set.of("BREAK", "ADDCOMM", "ADDBASE", "ADDROW", "ADDCOL");
    private static final Set<String> NETWORKS =
            Set.of("lora", "lyco", "lycoris", "hypernet", "hypernetwork", "embedding", "ti");

    private static final Set<String> FLAGS = Set.of(
            "ar",
            "aspect",
            "v",
            "version",
            "niji",
            "q",
            "quality",
            "s",
            "stylize",
            "style",
            "chaos",
            "c",
            "seed",
            "sameseed",
            "stop",
            "tile",
            "iw",
            "cref",
            "cw",
            "sref",
            "sw",
            "sv",
            "weird",
            "w",
            "h",
            "hd",
            "fast",
            "relax",
            "turbo",
            "repeat",
            "r",
            "raw",
            "p",
            "profile",
            "personalize",
            "video",
            "upbeta",
            "uplight",
            "test",
            "testp",
            "creative",
            "draft",
            "exp",
            "steps",
            "cfg",
            "width",
            "height",
            "motion",
            "oref",
            "ow",
            "bs",
            "stealth",
            "public");

    private static final Set<String> FLAG_VALUES =
            Set.of("raw", "cute", "expressive", "scenic", "original", "random", "low", "high");

    private static final List<String> NEGATIVE_HEADS = List.of(
            "negative prompt", "neg prompt", "negative_prompt", "反向提示词", "负面提示词", "负向提示词", "反向提示詞", "負面提示詞", "反向词");

    /** Short forms, which mean it only where a prompt stands before them. */
    private static final List<String> SHORT_NEGATIVE_HEADS =
            List.of("negatives", "negative", "负面词", "负面", "負面", "负向", "反向");

    private static final List<String> POSITIVE_HEADS = List.of("positive prompt", "prompt", "正向提示词", "正面提示词", "提示词");

    private static final Set<String> SETTINGS = Set.of(
            "steps",
            "sampler",
            "schedule type",
            "schedule",
            "cfg scale",
            "cfg",
            "seed",
            "size",
            "model hash",
            "vae hash",
            "clip skip",
            "denoising strength",
            "hires upscale",
            "hires steps",
            "hires upscaler",
            "version",
            "ensd",
            "eta",
            "face restoration",
            "variation seed",
            "variation seed strength",
            "token merging ratio",
            "rng",
            "emphasis");

    private static final Set<String> SETTING_VALUES = Set.of(
            "euler",
            "a",
            "dpm",
            "dpm2",
            "sde",
            "2m",
            "2s",
            "3m",
            "ddim",
            "heun",
            "lms",
            "plms",
            "unipc",
            "lcm",
            "karras",
            "exponential",
            "uniform",
            "simple",
            "normal",
            "beta",
            "automatic",
            "restart",
            "latent",
            "lanczos",
            "esrgan",
            "gpu",
            "cpu",
            "nv",
            "original",
            "codeformer",
            "gfpgan",
            "none",
            "anime6b");

    private final Traced text;
    private final Traced.Builder positive;
    private final Traced.Builder negative = new Traced.Builder(0);
    private final Deque<Group> open = new ArrayDeque<>();
    private final List<Group> alternatives = new ArrayList<>();
    private Traced.Builder out;
    /** Where the section starts to which a {@code ::} weight belongs. */
    private int section;
    /** Whether the negative part is that of a flag, which ends with its line. */
    private boolean flagged;

    private int at;

    private DiffusionSyntax(Traced text) {
        this.text = text;
        this.positive = new Traced.Builder(text.length());
        this.out = positive;
    }

    /**
     * A prompt without its notation, in lower case; where a bracket or weight was, there is a {@link #JOINT}.
     *
     * @param negative what the picture should not show; may be empty
     * @param alternatives the prompt with one choice of each alternative, for every choice; may be empty
     */
    record Parsed(Traced prompt, Traced negative, List<Traced> alternatives) {}

    static Parsed parse(Traced text) {
        var parser = new DiffusionSyntax(text);
        while (parser.at < text.length()) {
            parser.step();
        }
        return new Parsed(parser.positive.build(), parser.negative.build(), parser.choices());
    }

    /** A bracket that is open, or was: where its content starts in the output, and where its options end. */
    private static final class Group {
        private final char bracket;
        private final int start;
        private final List<Integer> ends = new ArrayList<>(2);

        private Group(char bracket, int start) {
            this.bracket = bracket;
            this.start = start;
        }
    }

    private void step() {
        var letter = text.at(at);
        if (Scripts.isWordChar(letter)) {
            word();
            return;
        }
        switch (letter) {
            case '(', '[', '{' -> open(letter);
            case ')', ']', '}' -> close();
            case '<' -> network();
            case ':', ';' -> colon(letter);
            case '|' -> bar();
            case '\\' -> escape();
            case '-', '—', '–' -> dash();
            default -> copy();
        }
    }

    /** From here on, the text goes to the prompt or to its negative. */
    private void turn(Traced.Builder to) {
        out.gap();
        to.gap();
        if (out != to) {
            out = to;
            open.clear();
        }
        flagged = false;
        section = to.length();
    }

    private void copy() {
        if (flagged && text.at(at) == '\n') {
            turn(positive);
        }
        out.add(Character.toLowerCase(text.at(at)), text, at);
        at++;
    }

    private void mark(char mark, int end) {
        out.add(mark, text.start(at), text.end(end - 1));
        at = end;
    }

    private void word() {
        if (!Scripts.isWordChar(text.near(at - 1)) && (keyword() || head() || settings())) {
            return;
        }
        if (number(at) > at
                && text.near(at - 1) != '.'
                && text.near(number(at)) == ':'
                && text.near(number(at) + 1) == ':') {
            mark(' ', number(at) + 2);
            return;
        }
        if (text.at(at) >= 128) {
            copy();
        } else {
            copyWord();
        }
    }

    private void copyWord() {
        var start = at;
        var humps = Scripts.isWordChar(text.near(at - 1)) ? new BitSet() : humps(at);
        for (var end = endOfWord(at); at < end; ) {
            if (humps.get(at - start)) {
                out.add(JOINT, text.start(at), text.start(at));
            }
            copy();
        }
    }

    /** Where words start in one such as {@code RealisticVision}; nowhere where case means nothing. */
    private BitSet humps(int from) {
        var humps = new BitSet();
        var last = from;
        var end = from;
        while (end < text.length() && Scripts.isAsciiLetter(text.at(end))) {
            if (end > from && Character.isUpperCase(text.at(end))) {
                if (end - last < HUMP || Character.isUpperCase(text.at(end - 1))) {
                    return new BitSet();
                }
                humps.set(end - from);
                last = end;
            }
            end++;
        }
        return end - last < HUMP ? new BitSet() : humps;
    }

    /** Keywords that part a prompt, and the prefix of an embedding. */
    private boolean keyword() {
        var end = endOfWord(at);
        var letter = text.at(at);
        if (letter == 'B' || letter == 'A') {
            if (end - at <= 7 && KEYWORDS.contains(new String(text.chars(), at, end - at))) {
                mark(' ', end);
                return true;
            }
        } else if ((letter == 'e' || letter == 'E') && end - at == 9 && text.near(end) == ':' && is("embedding", at)) {
            mark(' ', end + 1);
            return true;
        }
        return false;
    }

    private boolean is(String lower, int from) {
        for (var i = 0; i < lower.length(); i++) {
            if (Character.toLowerCase(text.near(from + i)) != lower.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private int endOfWord(int from) {
        var end = from;
        while (end < text.length() && text.at(end) < 128 && Scripts.isWordChar(text.at(end))) {
            end++;
        }
        return end;
    }

    /** {@code Negative prompt:} makes all that follows negative, up to the settings. */
    private boolean head() {
        var letter = text.at(at);
        if ("nNpP".indexOf(letter) < 0 && letter < 0x4E00) {
            return false;
        }
        return head(NEGATIVE_HEADS, negative)
                || (positive.length() > 0 && head(SHORT_NEGATIVE_HEADS, negative))
                || head(POSITIVE_HEADS, positive);
    }

    private boolean head(List<String> heads, Traced.Builder part) {
        for (var head : heads) {
            if (is(head, at)) {
                var colon = skipSpaces(at + head.length());
                if (text.near(colon) == ':' || text.near(colon) == '=') {
                    at = colon + 1;
                    turn(part);
                    return true;
                }
            }
        }
        return false;
    }

    /** {@code Steps: 20, Sampler: Euler a, …}, which ends a negative prompt. */
    private boolean settings() {
        var letter = text.at(at);
        if ((letter != 's' && letter != 'S') || !is("steps", at) || text.near(at + 5) != ':') {
            return false;
        }
        if (number(skipSpaces(at + 6)) == skipSpaces(at + 6)) {
            return false;
        }
        turn(positive);
        while (at < text.length() && text.at(at) != '\n') {
            setting();
        }
        return true;
    }

    /** One setting with the comma after it. */
    private void setting() {
        at = skipSpaces(at);
        var end = at;
        var colon = -1;
        while (end < text.length() && text.at(end) != ',' && text.at(end) != '\n') {
            if (text.at(end) == ':' && colon < 0) {
                colon = end;
            }
            end++;
        }
        if (colon > at && colon - at <= 30) {
            var name = new String(text.chars(), at, colon - at).strip().toLowerCase(Locale.ROOT);
            if (SETTINGS.contains(name)) {
                at = colon + 1;
                settingValue(end);
            }
        }
        while (at < end) {
            if (endOfWord(at) > at) {
                copyWord();
            } else {
                copy();
            }
        }
        positive.gap();
        if (text.near(at) == ',') {
            at++;
        }
    }

    private void settingValue(int end) {
        while (at < end) {
            var word = endOfWord(at);
            if (word == at) {
                at++;
            } else if (isSettingValue(at, word)) {
                at = word;
            } else {
                positive.gap();
                copyWord();
            }
        }
    }

    private boolean isSettingValue(int from, int to) {
        var digits = 0;
        for (var i = from; i < to; i++) {
            digits += Scripts.isAsciiDigit(text.at(i)) ? 1 : 0;
        }
        return digits == to - from
                || (digits > 0 && digits >= to - from - 1)
                || isHash(from, to, digits)
                || SETTING_VALUES.contains(new String(text.chars(), from, to - from).toLowerCase(Locale.ROOT));
    }

    private boolean isHash(int from, int to, int digits) {
        if (digits < 2 || to - from < 8 || to - from > 64) {
            return false;
        }
        for (var i = from; i < to; i++) {
            if (Character.digit(text.at(i), 16) < 0) {
                return false;
            }
        }
        return true;
    }

    private int skipSpaces(int from) {
        var end = from;
        while (end < text.length() && (text.at(end) == ' ' || text.at(end) == '\t')) {
            end++;
        }
        return end;
    }

    private void open(char bracket) {
        mark(JOINT, at + 1);
        if (open.size() < DEPTH) {
            open.push(new Group(bracket, out.length()));
        }
    }

    private void close() {
        mark(JOINT, at + 1);
        if (!open.isEmpty()) {
            var group = open.pop();
            if (!group.ends.isEmpty() && out == positive && alternatives.size() < ALTERNATIVES) {
                group.ends.add(out.length() - 1);
                alternatives.add(group);
            }
        }
    }

    private void bar() {
        if (open.isEmpty()) {
            copy();
        } else {
            open.getFirst().ends.add(out.length());
            mark(' ', at + 1);
        }
    }

    private void escape() {
        var next = text.near(at + 1);
        if (next == '(' || next == ')' || next == '[' || next == ']') {
            mark(' ', at + 2);
        } else {
            mark(JOINT, at + 1);
        }
    }

    /** {@code <lora:name:0.8>}: the name says what it draws, so it stays. */
    private void network() {
        var colon = endOfWord(at + 1);
        var limit = Math.min(text.length(), at + NETWORK_CHARS);
        if (text.near(colon) == ':'
                && colon - at <= 13
                && NETWORKS.contains(new String(text.chars(), at + 1, colon - at - 1).toLowerCase(Locale.ROOT))) {
            var nameEnd = colon + 1;
            while (nameEnd < limit && ":<>\n".indexOf(text.at(nameEnd)) < 0) {
                nameEnd++;
            }
            mark(' ', colon + 1);
            while (at < nameEnd) {
                copy();
            }
            var end = nameEnd;
            while (end < limit && (text.at(end) == ':' || number(end) > end)) {
                end = Math.max(end + 1, number(end));
            }
            if (text.near(end) == '>') {
                mark(' ', end + 1);
            } else {
                out.gap();
            }
            return;
        }
        mark(' ', at + 1);
    }

    /** End of a number with a sign and a fraction; the index itself where there is none. */
    private int number(int from) {
        var end = text.near(from) == '-' || text.near(from) == '+' ? from + 1 : from;
        var digits = false;
        for (var dots = 0; end - from < 10; end++) {
            var letter = text.near(end);
            if (letter == '.' && dots == 0) {
                dots++;
            } else if (Scripts.isAsciiDigit(letter)) {
                digits = true;
            } else {
                break;
            }
        }
        return digits ? end : from;
    }

    /** {@code :1.3} in a bracket, {@code ::2} after a section, {@code cat:dog:0.5}. */
    private void colon(char letter) {
        if (letter == ';') {
            copy();
            return;
        }
        var twice = text.near(at + 1) == ':';
        var from = skipSpaces(at + (twice ? 2 : 1));
        var end = number(from);
        if (end > from && (twice || !open.isEmpty()) && isWeight(from, end) && endsWeight(text.near(end), twice)) {
            weight(text.at(from) == '-', twice, end);
            return;
        }
        if (!open.isEmpty() && open.getFirst().bracket == '[' && !twice) {
            open.getFirst().ends.add(out.length());
        }
        mark(' ', at + (twice ? 2 : 1));
        if (twice) {
            section = out.length();
        }
    }

    /** Weights are small; a larger whole number may be an age. */
    private boolean isWeight(int from, int to) {
        return to - from > 1
                ? new String(text.chars(), from, to - from).matches("[-+.].*|.*\\..*")
                : text.at(from) <= '5';
    }

    private static boolean endsWeight(char next, boolean twice) {
        return ")]},|:".indexOf(next) >= 0 || Character.isWhitespace(next) || (twice && !Scripts.isWordChar(next));
    }

    private void weight(boolean minus, boolean twice, int end) {
        if (minus && out == positive) {
            var start = twice || open.isEmpty() ? section : open.getFirst().start;
            if (start < positive.length()) {
                negative.gap();
                negative.add(positive.build(), start, positive.length()).gap();
            }
        }
        mark(text.near(end) == ')' || text.near(end) == ']' || text.near(end) == '}' ? JOINT : ' ', end);
        if (twice) {
            section = out.length();
        }
    }

    /** {@code --no x, y} and other flags. */
    private void dash() {
        var start = text.at(at) == '-' && text.near(at + 1) == '-' ? at + 2 : text.at(at) == '-' ? at : at + 1;
        var end = endOfWord(start);
        if (start == at || end == start || end - start > 12 || Scripts.isWordChar(text.near(at - 1))) {
            copy();
            return;
        }
        var name = new String(text.chars(), start, end - start).toLowerCase(Locale.ROOT);
        if (name.equals("no")) {
            turn(negative);
            flagged = true;
            at = end;
        } else {
            turn(positive);
            at = FLAGS.contains(name) ? flagValues(end) : start;
        }
    }

    /** Where the values of a flag end. */
    private int flagValues(int flagEnd) {
        var end = flagEnd;
        while (true) {
            var from = skipSpaces(end);
            var to = from;
            while (to < text.length() && isValueChar(text.at(to))) {
                to++;
            }
            if (to == from || !isFlagValue(from, to)) {
                return end;
            }
            end = to;
        }
    }

    private static boolean isValueChar(char letter) {
        return (letter < 128 && Scripts.isWordChar(letter)) || letter == ':' || letter == '.';
    }

    private boolean isFlagValue(int from, int to) {
        var value = new String(text.chars(), from, Math.min(to - from, 20)).toLowerCase(Locale.ROOT);
        return FLAG_VALUES.contains(value)
                || value.chars()
                        .allMatch(letter ->
                                Scripts.isAsciiDigit(letter) || letter == ':' || letter == '.' || letter == 'x');
    }

    private List<Traced> choices() {
        var count =
                alternatives.stream().mapToInt(group -> group.ends.size()).max().orElse(0);
        var choices = new ArrayList<Traced>();
        for (var choice = 0; choice < Math.min(count, CHOICES); choice++) {
            choices.add(choose(choice));
        }
        return choices;
    }

    private Traced choose(int choice) {
        var dropped = new BitSet(positive.length());
        for (var group : alternatives) {
            var start = group.start;
            for (var option = 0; option < group.ends.size(); option++) {
                if (option != choice % group.ends.size()) {
                    dropped.set(start, group.ends.get(option));
                }
                start = group.ends.get(option);
            }
        }
        var whole = positive.build();
        var chosen = new Traced.Builder(whole.length());
        for (var i = dropped.nextClearBit(0); i < whole.length(); i = dropped.nextClearBit(i + 1)) {
            chosen.add(whole, i);
        }
        return chosen.build();
    }
}
