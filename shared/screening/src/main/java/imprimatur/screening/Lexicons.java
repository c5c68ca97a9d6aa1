package imprimatur.screening;

import imprimatur.policy.Mark;
import imprimatur.screening.PhraseMatcher.Boundaries;
import imprimatur.screening.PhraseMatcher.Match;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The terms of all categories, found in one pass over a text. Immutable, so that threads share it. The files and their
 * format are told in {@code policy/lexicons/index.txt}.
 */
final class Lexicons {
    /** Parts of a line must occur within this many characters of the first. */
    private static final int NEAR_CHARS = 120;

    /** A part that must follow starts within this many characters; of scripts without spaces, a third of it. */
    private static final int FOLLOW_CHARS = 36;

    /** Hints are lines below this score; however many there are, they reach no more than {@link #HINTS_AT_MOST}. */
    private static final double HINT = 0.5;

    private static final double HINTS_AT_MOST = 0.6;

    /** More occurrences of one part than this are not looked at. */
    private static final int MATCHES_A_PART = 16;

    private final PhraseMatcher matcher;
    private final List<Line> lines;
    private final Uses uses;
    private final Set<String> categories;

    /** What a line of a lexicon does. */
    enum Role {
        FIRES,
        CLEARS_INSIDE,
        CLEARS_AFTER,
        CLEARS_BEFORE
    }

    /**
     * A line of a lexicon.
     *
     * @param follows by part: whether it must follow the part before, or may lie anywhere near the first
     */
    record Line(String category, Role role, double score, List<Boolean> follows) {
        Line {
            follows = List.copyOf(follows);
        }
    }

    /** What was found in a text, by category. */
    static final class Findings {
        private final Map<String, Finding> byCategory = new HashMap<>();

        /** What a category found; never null. */
        Finding of(String category) {
            return byCategory.getOrDefault(category, Finding.NOTHING);
        }

        private void add(Findings other) {
            other.byCategory.forEach((category, finding) -> byCategory.merge(category, finding, Finding::stronger));
        }
    }

    Lexicons(PhraseMatcher matcher, List<Line> lines, Uses uses, Set<String> categories) {
        this.matcher = matcher;
        this.lines = List.copyOf(lines);
        this.uses = uses;
        this.categories = Set.copyOf(categories);
    }

    /**
     * Reads lexicon files.
     *
     * @param files contents by name; the category is the part of the name before the first dot
     * @throws IllegalArgumentException naming file and line of what cannot be read
     */
    static Lexicons parse(Map<String, String> files) {
        var reader = new LexiconReader();
        files.forEach(reader::read);
        return reader.lexicons();
    }

    /** The lexicons that this build carries. */
    static Lexicons bundled() {
        return parse(Tables.lexicons());
    }

    Set<String> categories() {
        return categories;
    }

    /** All terms, in canonical form. */
    List<String> terms() {
        return matcher.phrases();
    }

    /**
     * What is found in any reading of a text, and where; by category the strongest reading counts. What an exception
     * cleared in the plain reading stays cleared in the others, where the exception may not be recognised.
     */
    Findings find(Canonical text, Origin origin) {
        var cleared = new HashMap<Integer, Integer>();
        var findings = find(text.readings().getFirst(), origin, Boundaries.WORDS, Map.of(), cleared);
        for (var reading : text.readings().subList(1, text.readings().size())) {
            var joined = reading.kind() == Reading.Kind.JOINED;
            findings.add(find(
                    reading,
                    origin,
                    joined ? Boundaries.NONE : Boundaries.WORDS,
                    joined ? Map.of() : cleared,
                    new HashMap<>()));
        }
        return findings;
    }

    private Findings find(
            Reading reading,
            Origin origin,
            Boundaries boundaries,
            Map<Integer, Integer> before,
            Map<Integer, Integer> cleared) {
        var text = reading.text();
        var matches = matcher.find(text, boundaries);
        var findings = new Findings();
        if (matches.isEmpty()) {
            return findings;
        }
        var exceptions = exceptions(matches);
        var fired = new ArrayList<Fired>();
        for (var hit : hits(text, matches, new Clearings(exceptions, new HashMap<>(before), cleared))
                .entrySet()) {
            var line = lines.get(hit.getKey());
            var found = fire(line, hit.getValue(), 0, new ArrayList<>());
            if (!found.isEmpty()) {
                fired.add(new Fired(line, found));
            }
        }
        fired.sort(Comparator.comparingDouble((Fired one) -> one.line().score()).reversed());
        for (var category : categories) {
            var sum = new Sum(reading, origin);
            for (var i = 0; i < fired.size(); i++) {
                var one = fired.get(i);
                if (one.line().category().equals(category) && !isCovered(one, fired.subList(0, i))) {
                    sum.add(one, quote(one.matches()));
                }
            }
            if (!sum.terms.isEmpty()) {
                findings.byCategory.put(category, sum.finding());
            }
        }
        return findings;
    }

    /** Whether all of what a line found lies inside of what one surer line of its category found. */
    private static boolean isCovered(Fired one, List<Fired> surer) {
        return surer.stream()
                .filter(other -> other.line().category().equals(one.line().category()))
                .anyMatch(other -> one.matches().stream()
                        .allMatch(match -> other.matches().stream().anyMatch(match::within)));
    }

    /** A line that fired, and where. */
    private record Fired(Line line, List<Match> matches) {}

    private record Clearing(Line line, Match match) {
        /** Whether it clears a match, which lies in the same text. */
        boolean clears(String text, Match other) {
            return switch (line.role()) {
                case FIRES -> false;
                case CLEARS_INSIDE -> other.within(match);
                case CLEARS_AFTER -> adjoin(text, match, other);
                case CLEARS_BEFORE -> adjoin(text, other, match);
            };
        }

        private static boolean adjoin(String text, Match first, Match second) {
            return second.start() == first.end()
                    || (second.start() > first.end()
                            && second.start() - first.end() <= 3
                            && text.substring(first.end(), second.start()).isBlank());
        }
    }

    private List<Clearing> exceptions(List<Match> matches) {
        var exceptions = new ArrayList<Clearing>();
        for (var match : matches) {
            for (var i = uses.start(match.phrase()); i < uses.end(match.phrase()); i++) {
                var line = lines.get(uses.line(i));
                if (line.role() != Role.FIRES) {
                    exceptions.add(new Clearing(line, match));
                }
            }
        }
        return exceptions;
    }

    /**
     * What does not count.
     *
     * @param before by use, how often its term was cleared in the plain reading; as many are cleared here
     * @param cleared by use, how often its term is cleared here
     */
    private record Clearings(List<Clearing> here, Map<Integer, Integer> before, Map<Integer, Integer> cleared) {
        boolean clear(String text, Line line, int use, Match match) {
            var times = before.merge(use, -1, Integer::sum);
            if (here.stream()
                    .anyMatch(one -> one.line().category().equals(line.category()) && one.clears(text, match))) {
                cleared.merge(use, 1, Integer::sum);
                return true;
            }
            return times >= 0;
        }
    }

    /** By line, then by part, where its terms are. */
    private Map<Integer, List<List<Match>>> hits(String text, List<Match> matches, Clearings clearings) {
        var hits = new LinkedHashMap<Integer, List<List<Match>>>();
        for (var match : matches) {
            for (var i = uses.start(match.phrase()); i < uses.end(match.phrase()); i++) {
                var line = lines.get(uses.line(i));
                if (line.role() == Role.FIRES && !clearings.clear(text, line, i, match)) {
                    var parts = hits.computeIfAbsent(uses.line(i), index -> emptyParts(line));
                    var part = parts.get(uses.part(i));
                    if (part.size() < MATCHES_A_PART) {
                        part.add(match);
                    }
                }
            }
        }
        return hits;
    }

    private static List<List<Match>> emptyParts(Line line) {
        var parts = new ArrayList<List<Match>>();
        line.follows().forEach(follows -> parts.add(new ArrayList<>(2)));
        return parts;
    }

    /** The matches with which a line fires, from a part on; none where it does not. */
    private List<Match> fire(Line line, List<List<Match>> parts, int part, List<Match> before) {
        if (part == parts.size()) {
            return before;
        }
        for (var match : parts.get(part)) {
            if (fits(line, part, match, before)) {
                var chosen = new ArrayList<>(before);
                chosen.add(match);
                var found = fire(line, parts, part + 1, chosen);
                if (!found.isEmpty()) {
                    return found;
                }
            }
        }
        return List.of();
    }

    private boolean fits(Line line, int part, Match match, List<Match> before) {
        if (before.isEmpty()) {
            return true;
        }
        if (!line.follows().get(part)) {
            return match.near(before.getFirst(), NEAR_CHARS) && before.stream().noneMatch(match::equals);
        }
        var unspaced = Scripts.isUnspaced(matcher.phrase(match.phrase()).codePointAt(0));
        return match.follows(before.getLast(), unspaced ? FOLLOW_CHARS / 3 : FOLLOW_CHARS);
    }

    private String quote(List<Match> found) {
        return String.join(
                " + ",
                found.stream().map(match -> matcher.phrase(match.phrase())).toList());
    }

    /** Lines that fired in a category; independent ones add up as probabilities do. */
    private static final class Sum {
        private double missed = 1;
        private double hintsMissed = 1;
        private final Set<String> terms = new LinkedHashSet<>();
        private final List<Mark> marks = new ArrayList<>();
        private final Reading reading;
        private final Origin origin;

        Sum(Reading reading, Origin origin) {
            this.reading = reading;
            this.origin = origin;
        }

        void add(Fired fired, String term) {
            var score = fired.line().score();
            if (score < HINT) {
                hintsMissed *= 1 - score;
            } else {
                missed *= 1 - score;
            }
            terms.add(term);
            for (var match : fired.matches()) {
                origin.mark(reading.rawSpan(match.start(), match.end())).ifPresent(marks::add);
            }
        }

        Finding finding() {
            var hints = Math.min(HINTS_AT_MOST, 1 - hintsMissed);
            return new Finding(1 - missed * (1 - hints), List.copyOf(terms), marks);
        }
    }
}
