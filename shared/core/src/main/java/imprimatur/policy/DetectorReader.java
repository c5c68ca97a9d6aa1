package imprimatur.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the part {@code detectors} of a policy, and runs every example beside a detector. */
final class DetectorReader {
    /** Where it is told what is wrong, so that one reading shows all problems. */
    interface Complaints {
        void problem(int line, @Nullable String detector, String reason);
    }

    private final Map<String, Section> sections;
    private final Map<String, String> features;
    private final Complaints complaints;
    private final RuleCompiler compiler;

    DetectorReader(Map<String, Section> sections, Map<String, String> features, Complaints complaints) {
        this.sections = sections;
        this.features = features;
        this.complaints = complaints;
        this.compiler = new RuleCompiler(new Vocabulary(features, Map.of(), Map.of()));
    }

    List<Detector> read(YamlNode node) {
        var ids = new HashSet<String>();
        var detectors = new ArrayList<Detector>();
        for (var item : node.list()) {
            detector(item).ifPresent(detector -> {
                detectors.add(detector);
                if (!ids.add(detector.whenFired().detector())) {
                    complaints.problem(item.line(), null, "another detector has the same id");
                }
            });
        }
        return detectors;
    }

    private Optional<Detector> detector(YamlNode item) {
        try {
            var fields = item.fields(
                    Set.of("id", "section", "when", "score", "evidence", "otherwise", "examples"), Set.of());
            var detector = new Detector(
                    whenFired(fields), compiler.compile(field(fields, "when").text()));
            examples(detector, field(fields, "examples"));
            return Optional.of(detector);
        } catch (BrokenPolicyException e) {
            complaints.problem(e.line() == 0 ? item.line() : e.line(), null, e.reason());
            return Optional.empty();
        }
    }

    private Suspicion whenFired(Map<String, YamlNode> fields) {
        var code = field(fields, "section");
        var section = sections.get(code.text());
        if (section == null) {
            throw code.broken("the policy has no section " + code.text());
        }
        var score = field(fields, "score").decimal();
        if (!(score > 0 && score <= 1)) {
            throw field(fields, "score").broken("a score is above 0 and at most 1: " + score);
        }
        var evidence = field(fields, "evidence");
        Detector.QUOTED
                .matcher(evidence.text())
                .results()
                .map(match -> match.group(1))
                .forEach(name -> {
                    if (!features.containsKey(name)) {
                        throw evidence.broken("is no feature: " + name);
                    }
                });
        return new Suspicion(
                field(fields, "id").text(),
                section.code(),
                section.category(),
                score,
                evidence.text(),
                field(fields, "otherwise").text());
    }

    private void examples(Detector detector, YamlNode node) {
        var fields = node.fields(Set.of("fires", "silent"), Set.of());
        for (var fires : List.of(true, false)) {
            var examples = field(fields, fires ? "fires" : "silent");
            if (examples.list().isEmpty()) {
                throw examples.broken("at least one example is needed");
            }
            for (var example : examples.list()) {
                if (detector.apply(values(example)).isPresent() != fires) {
                    complaints.problem(
                            example.line(),
                            detector.whenFired().detector(),
                            fires ? "the example must fire and does not" : "the example must not fire and does");
                }
            }
        }
    }

    private Map<String, Double> values(YamlNode example) {
        var values = new HashMap<String, Double>();
        features.keySet().forEach(name -> values.put(name, 0.0));
        example.entries().forEach((name, value) -> {
            if (!features.containsKey(name)) {
                throw value.broken("is no feature: " + name);
            }
            values.put(name, value.decimal());
        });
        return values;
    }

    private static YamlNode field(Map<String, YamlNode> fields, String name) {
        var node = fields.get(name);
        if (node == null) {
            throw new IllegalStateException("not checked: " + name);
        }
        return node;
    }
}
