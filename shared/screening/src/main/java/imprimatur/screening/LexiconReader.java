package imprimatur.screening;

import imprimatur.screening.Lexicons.Line;
import imprimatur.screening.Lexicons.Role;
import imprimatur.screening.PhraseMatcher.Phrase;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the files of {@code policy/lexicons}; their format is told in {@code index.txt} there. */
final class LexiconReader {
    private final List<Phrase> phrases = new ArrayList<>();
    private final Map<String, Integer> indexes = new HashMap<>();
    private final List<Line> lines = new ArrayList<>();
    private final Uses.Builder uses = new Uses.Builder();
    private final Map<String, Set<Integer>> byCategory = new HashMap<>();
    private final Map<String, Set<Integer>> sets = new HashMap<>();
    private String category = "";
    private @Nullable Double blockScore;

    /**
     * Reads one file, after those whose categories it names.
     *
     * @param name {@code <category>.<language>.txt}
     * @throws IllegalArgumentException naming file and line of what cannot be read
     */
    void read(String name, String content) {
        category = name.substring(0, name.indexOf('.'));
        byCategory.computeIfAbsent(category, key -> new LinkedHashSet<>());
        sets.clear();
        blockScore = null;
        var number = 0;
        for (var start = 0; start < content.length(); ) {
            var end = content.indexOf('\n', start);
            end = end < 0 ? content.length() : end;
            number++;
            try {
                readLine(content.substring(start, end).strip());
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException(name + ":" + number + ": " + e.getMessage(), e);
            }
            start = end + 1;
        }
    }

    Lexicons lexicons() {
        return new Lexicons(new PhraseMatcher(phrases), lines, uses.build(phrases.size()), byCategory.keySet());
    }

    private void readLine(String line) {
        if (line.isEmpty()) {
            return;
        }
        switch (line.charAt(0)) {
            case '#' -> {}
            case '=' -> blockScore = score(line.substring(1).strip());
            case '!' -> readExceptions(line.substring(1));
            case '@' -> readSet(line);
            default -> readScored(line);
        }
    }

    /** {@code @name = a | b}; what begins with a set under a score is a line like others. */
    private void readSet(String line) {
        var equals = line.indexOf('=');
        var space = line.indexOf(' ');
        if (equals > 0 && line.substring(Math.clamp(space, 1, equals), equals).isBlank()) {
            if (sets.put(line.substring(1, equals).strip(), terms(line.substring(equals + 1))) != null) {
                throw new IllegalArgumentException("a set is defined once");
            }
        } else if (blockScore != null) {
            readScored(line);
        } else {
            throw new IllegalArgumentException("a set is defined as @name = a | b");
        }
    }

    /** {@code a}: inside of it; {@code a >}: right after it; {@code < a}: right before it nothing counts. */
    private void readExceptions(String line) {
        var inside = new ArrayList<String>();
        var after = new ArrayList<String>();
        var before = new ArrayList<String>();
        for (var item : split(line, '|')) {
            if (item.endsWith(">")) {
                after.add(item.substring(0, item.length() - 1));
            } else if (item.startsWith("<")) {
                before.add(item.substring(1));
            } else {
                inside.add(item);
            }
        }
        addException(Role.CLEARS_INSIDE, inside);
        addException(Role.CLEARS_AFTER, after);
        addException(Role.CLEARS_BEFORE, before);
    }

    private void addException(Role role, List<String> items) {
        if (!items.isEmpty()) {
            addLine(new Line(category, role, 0, List.of(false)), List.of(terms(String.join("|", items))));
        }
    }

    private void readScored(String line) {
        var score = line.startsWith("0.") ? null : blockScore;
        var rest = line;
        if (score == null) {
            var space = line.indexOf(' ');
            if (space < 0) {
                throw new IllegalArgumentException("a score and a term are needed");
            }
            score = score(line.substring(0, space));
            rest = line.substring(space + 1);
        }
        var parts = new ArrayList<Set<Integer>>();
        var ordered = new ArrayList<Boolean>();
        var start = 0;
        var follows = false;
        for (var i = 0; i <= rest.length(); i++) {
            var end = i == rest.length();
            if (end || ((rest.charAt(i) == '+' || rest.charAt(i) == '>') && spaced(rest, i))) {
                parts.add(terms(rest.substring(start, i)));
                ordered.add(follows);
                follows = !end && rest.charAt(i) == '>';
                start = i + 1;
            }
        }
        var part = addLine(new Line(category, Role.FIRES, score, ordered), parts);
        if (part.size() == 1) {
            byCategory.getOrDefault(category, Set.of()).addAll(part.getFirst());
        }
    }

    private static boolean spaced(String text, int at) {
        return at > 0 && text.charAt(at - 1) == ' ' && at + 1 < text.length() && text.charAt(at + 1) == ' ';
    }

    private List<Set<Integer>> addLine(Line line, List<Set<Integer>> parts) {
        if (parts.size() > Uses.MAX_PARTS) {
            throw new IllegalArgumentException("too many parts");
        }
        var index = lines.size();
        lines.add(line);
        for (var part = 0; part < parts.size(); part++) {
            for (var term : parts.get(part)) {
                uses.add(term, index, part);
            }
        }
        return parts;
    }

    private static double score(String text) {
        var score = Double.parseDouble(text);
        if (!(score > 0 && score <= 1)) {
            throw new IllegalArgumentException("a score is above 0 and at most 1: " + text);
        }
        return score;
    }

    private Set<Integer> terms(String part) {
        var terms = new LinkedHashSet<Integer>();
        for (var item : split(part, '|')) {
            if (item.startsWith("@")) {
                var name = item.substring(1);
                var set = sets.getOrDefault(name, byCategory.getOrDefault(name, Set.of()));
                if (set.isEmpty()) {
                    throw new IllegalArgumentException("no such set: " + item);
                }
                terms.addAll(set);
            } else {
                terms.add(term(item));
            }
        }
        return terms;
    }

    private int term(String item) {
        var openEnd = item.length() > 1 && item.endsWith("*");
        var bare = openEnd ? item.substring(0, item.length() - 1) : item;
        var text = isPlain(bare) ? bare.toLowerCase(Locale.ROOT) : Canonicaliser.term(bare);
        if (text.isEmpty()) {
            throw new IllegalArgumentException("an empty term");
        }
        var known = indexes.putIfAbsent(openEnd ? text + "*" : text, phrases.size());
        if (known != null) {
            return known;
        }
        phrases.add(new Phrase(text, openEnd));
        return phrases.size() - 1;
    }

    /** Most terms are written in letters that need no folding but of case; to fold them all would take long. */
    private static boolean isPlain(String text) {
        for (var i = 0; i < text.length(); i++) {
            if ((!isPlain(text.charAt(i)) && !isGap(text, i)) || isSingle(text, i) || isThird(text, i)) {
                return false;
            }
        }
        return true;
    }

    /** Single letters may be parts of a spaced word. */
    private static boolean isSingle(String text, int at) {
        return (at == 0 || text.charAt(at - 1) == ' ') && (at + 1 == text.length() || text.charAt(at + 1) == ' ');
    }

    /** Letters three times in a row may be one that is repeated. */
    private static boolean isThird(String text, int at) {
        return at > 1 && text.charAt(at) == text.charAt(at - 1) && text.charAt(at) == text.charAt(at - 2);
    }

    private static boolean isPlain(char letter) {
        return (letter >= 'a' && letter <= 'z')
                || (letter >= 'A' && letter <= 'Z')
                || (letter >= 0x4E00 && letter <= 0x9FFF && Glyphs.isSimple(letter))
                || (letter >= 'а' && letter <= 'я')
                || (letter >= 'ا' && letter <= 'ي' && letter != 'ـ')
                || (letter >= 'ぁ' && letter <= 'ん')
                || (letter >= 'ァ' && letter <= 'ン')
                || letter == 'ー'
                || (letter >= '가' && letter <= '힣');
    }

    /** A single space between words that are written with spaces. */
    private static boolean isGap(String text, int at) {
        return text.charAt(at) == ' '
                && at > 0
                && at + 1 < text.length()
                && text.charAt(at - 1) != ' '
                && !Scripts.isUnspaced(text.charAt(at - 1));
    }

    private static List<String> split(String text, char separator) {
        var items = new ArrayList<String>();
        var start = 0;
        for (var i = 0; i <= text.length(); i++) {
            if (i == text.length() || text.charAt(i) == separator) {
                items.add(text.substring(start, i).strip());
                start = i + 1;
            }
        }
        return items;
    }
}
