package imprimatur.screening;

import imprimatur.screening.PhraseMatcher.Boundaries;
import imprimatur.screening.PhraseMatcher.Match;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The terms of one category, as the files in {@code policy/lexicons} list them; the format is told in their index. */
final class Lexicon {
    /** Parts of a line must occur within this many characters of each other. */
    private static final int NEAR_CHARS = 120;

    private static final int TERMS_QUOTED = 5;

    private final List<Line> lines;
    private final Set<String> exceptions;
    private final PhraseMatcher matcher;

    /** What a lexicon found in a text. */
    record Finding(double score, List<String> terms) {
        static final Finding NOTHING = new Finding(0, List.of());

        /** Both; independent findings add up as probabilities do. */
        Finding or(Finding other) {
            var all = new LinkedHashSet<>(terms);
            all.addAll(other.terms);
            return new Finding(1 - (1 - score) * (1 - other.score), all.stream().toList());
        }

        /** The terms in words for a moderator. */
        String evidence() {
            return "lexicon: " + String.join(", ", terms.subList(0, Math.min(TERMS_QUOTED, terms.size())));
        }
    }

    /** A line with a score: it fires where each part has a term in the text. */
    private record Line(double score, List<Set<String>> parts) {}

    private Lexicon(List<Line> lines, Set<String> exceptions) {
        this.lines = List.copyOf(lines);
        this.exceptions = Set.copyOf(exceptions);
        var phrases = new HashSet<>(exceptions);
        lines.forEach(line -> line.parts().forEach(phrases::addAll));
        this.matcher = new PhraseMatcher(phrases.stream().sorted().toList());
    }

    /**
     * Reads the files of a category.
     *
     * @param files contents by name
     * @throws IllegalArgumentException naming file and line of what cannot be read
     */
    static Lexicon parse(Map<String, String> files) {
        var lines = new ArrayList<Line>();
        var exceptions = new HashSet<String>();
        files.forEach((name, content) -> {
            var sets = new HashMap<String, Set<String>>();
            var number = 0;
            for (var text : content.lines().map(String::strip).toList()) {
                number++;
                try {
                    parseLine(text, sets, lines, exceptions);
                } catch (IllegalArgumentException e) {
                    throw new IllegalArgumentException(name + ":" + number + ": " + e.getMessage(), e);
                }
            }
        });
        return new Lexicon(lines, exceptions);
    }

    private static void parseLine(
            String text, Map<String, Set<String>> sets, List<Line> lines, Set<String> exceptions) {
        if (text.isEmpty() || text.startsWith("#")) {
            return;
        }
        if (text.startsWith("!")) {
            exceptions.addAll(terms(text.substring(1), sets));
        } else if (text.startsWith("@")) {
            var halves = text.split("=", 2);
            if (halves.length < 2 || sets.put(halves[0].strip(), terms(halves[1], sets)) != null) {
                throw new IllegalArgumentException("a set is defined once, as @name = a | b");
            }
        } else {
            lines.add(scored(text, sets));
        }
    }

    private static Line scored(String text, Map<String, Set<String>> sets) {
        var halves = text.split("\\s+", 2);
        if (halves.length < 2) {
            throw new IllegalArgumentException("a score and a term are needed");
        }
        var score = Double.parseDouble(halves[0]);
        if (!(score > 0 && score <= 1)) {
            throw new IllegalArgumentException("a score is above 0 and at most 1: " + halves[0]);
        }
        var parts = new ArrayList<Set<String>>();
        for (var part : halves[1].split("\\s\\+\\s", -1)) {
            parts.add(terms(part, sets));
        }
        return new Line(score, parts);
    }

    private static Set<String> terms(String part, Map<String, Set<String>> sets) {
        var terms = new LinkedHashSet<String>();
        for (var item : part.split("\\|", -1)) {
            var name = item.strip();
            if (name.startsWith("@")) {
                var set = sets.get(name);
                if (set == null) {
                    throw new IllegalArgumentException("no such set: " + name);
                }
                terms.addAll(set);
            } else {
                var term = Canonicaliser.term(name);
                if (term.isEmpty()) {
                    throw new IllegalArgumentException("an empty term");
                }
                terms.add(term);
            }
        }
        return terms;
    }

    /** What is found in any reading of a text. */
    Finding find(Canonical text) {
        var found = Finding.NOTHING;
        for (var reading : text.readings()) {
            var boundaries = reading.kind() == Reading.Kind.JOINED ? Boundaries.NONE : Boundaries.WORDS;
            found = stronger(found, find(reading.text(), boundaries));
        }
        return found;
    }

    private static Finding stronger(Finding a, Finding b) {
        return b.score() > a.score() ? b : a;
    }

    private Finding find(String text, Boundaries boundaries) {
        var matches = matcher.find(text, boundaries);
        if (matches.isEmpty()) {
            return Finding.NOTHING;
        }
        var voids = matches.stream()
                .filter(match -> exceptions.contains(match.phrase()))
                .toList();
        var byPhrase = new HashMap<String, List<Match>>();
        for (var match : matches) {
            if (voids.stream().noneMatch(match::within)) {
                byPhrase.computeIfAbsent(match.phrase(), phrase -> new ArrayList<>())
                        .add(match);
            }
        }
        var finding = Finding.NOTHING;
        for (var line : lines) {
            finding = finding.or(fire(line, byPhrase));
        }
        return finding;
    }

    private static Finding fire(Line line, Map<String, List<Match>> byPhrase) {
        for (var anchor : matchesOf(line.parts().getFirst(), byPhrase)) {
            var terms = new ArrayList<>(List.of(anchor.phrase()));
            for (var part : line.parts().subList(1, line.parts().size())) {
                matchesOf(part, byPhrase).stream()
                        .filter(match -> match.near(anchor, NEAR_CHARS))
                        .findFirst()
                        .ifPresent(match -> terms.add(match.phrase()));
            }
            if (terms.size() == line.parts().size()) {
                return new Finding(line.score(), List.of(String.join(" + ", terms)));
            }
        }
        return Finding.NOTHING;
    }

    private static List<Match> matchesOf(Set<String> terms, Map<String, List<Match>> byPhrase) {
        if (terms.size() < byPhrase.size()) {
            return terms.stream()
                    .flatMap(term -> byPhrase.getOrDefault(term, List.of()).stream())
                    .toList();
        }
        return byPhrase.entrySet().stream()
                .filter(entry -> terms.contains(entry.getKey()))
                .flatMap(entry -> entry.getValue().stream())
                .toList();
    }
}
