package imprimatur.screening;

import imprimatur.policy.Signal;
import imprimatur.screening.Lexicon.Finding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures what a prompt asks for. Stateless after construction; one instance serves all threads.
 *
 * <p>A name is no offence, nor is an age: {@code text.deepfake} needs a known person and a damaging situation,
 * {@code text.minors} a minor and sexual content.
 */
public final class Screener {
    private static final String FOLDER = "policy/lexicons/";

    /** Sexual content from this score on makes an age count in full: with minors the threshold is low. */
    private static final double SEXUAL_ENOUGH = 0.4;

    /** How much a drawn look takes off the likeness of a real person. */
    private static final double DRAWN_DISCOUNT = 0.5;

    private final Lexicon sexual;
    private final Lexicon violence;
    private final Lexicon minors;
    private final Lexicon hate;
    private final Lexicon deepfake;
    private final Lexicon misinformation;
    private final Lexicon drawn;
    private final Lexicon people;

    private Screener(Map<String, Lexicon> byCategory) {
        sexual = lexicon(byCategory, "sexual");
        violence = lexicon(byCategory, "violence");
        minors = lexicon(byCategory, "minors");
        hate = lexicon(byCategory, "hate");
        deepfake = lexicon(byCategory, "deepfake");
        misinformation = lexicon(byCategory, "misinformation");
        drawn = lexicon(byCategory, "drawn");
        people = lexicon(byCategory, "public-figures");
    }

    /** The screener with the lexicons that this build carries. */
    public static Screener bundled() {
        var files = new LinkedHashMap<String, Map<String, String>>();
        for (var line : resource("index.txt").lines().map(String::strip).toList()) {
            if (!line.isEmpty() && !line.startsWith("#")) {
                files.computeIfAbsent(line.substring(0, line.indexOf('.')), category -> new LinkedHashMap<>())
                        .put(line, resource(line));
            }
        }
        var byCategory = new LinkedHashMap<String, Lexicon>();
        files.forEach((category, contents) -> byCategory.put(category, Lexicon.parse(contents)));
        return new Screener(byCategory);
    }

    private static Lexicon lexicon(Map<String, Lexicon> byCategory, String category) {
        var lexicon = byCategory.get(category);
        if (lexicon == null) {
            throw new IllegalStateException("the build carries no lexicon of " + category);
        }
        return lexicon;
    }

    private static String resource(String name) {
        try (var in = Screener.class.getClassLoader().getResourceAsStream(FOLDER + name)) {
            if (in == null) {
                throw new IllegalStateException("the build carries no " + FOLDER + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Measures one prompt; the negative prompt is measured apart, under names of its own. */
    public Screening screen(Prompt prompt) {
        var text = Canonicaliser.canonical(prompt.text());
        var signals = new ArrayList<Signal>();
        measure(text, signals);
        var negative = Canonicaliser.negative(prompt.negativeText(), text);
        if (negative != null) {
            add(signals, "negative.sexual", sexual.find(negative));
            add(signals, "negative.violence", violence.find(negative));
        }
        return new Screening(signals, text.text());
    }

    private void measure(Canonical text, List<Signal> signals) {
        var sex = sexual.find(text);
        var gore = violence.find(text);
        var age = age(text);
        var person = people.find(text);
        add(signals, "text.sexual", sex);
        add(signals, "text.violence", gore);
        add(signals, "text.age", age);
        add(signals, "text.minors", both(age, sex, age.score() * Math.min(1, sex.score() / SEXUAL_ENOUGH)));
        add(signals, "text.person", person);
        add(
                signals,
                "text.deepfake",
                likeness(text, person, deepfake.find(text).or(sex).or(gore)));
        add(signals, "text.hate", hate.find(text));
        add(signals, "text.misinformation", misinformation.find(text));
    }

    private Finding age(Canonical text) {
        var words = minors.find(text);
        return Ages.speaksOfMinor(text.text()) || Ages.speaksOfMinor(text.variant())
                ? words.or(new Finding(0.95, List.of("an age under 18")))
                : words;
    }

    private Finding likeness(Canonical text, Finding person, Finding situation) {
        var weight = 1 - DRAWN_DISCOUNT * drawn.find(text).score();
        return both(person, situation, person.score() * situation.score() * weight);
    }

    private static Finding both(Finding a, Finding b, double score) {
        return new Finding(score, a.or(b).terms());
    }

    private static void add(List<Signal> signals, String name, Finding finding) {
        if (finding.score() > 0) {
            signals.add(new Signal(name, finding.score(), finding.evidence()));
        }
    }
}
