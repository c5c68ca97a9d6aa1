package imprimatur.policy;

import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/** Reads the part {@code pools} of a policy. */
final class PoolingReader {
    private static final int ACCOUNTS_MOST = 24;
    private static final int DAYS_MOST = 90;

    private final DetectorReader links;

    PoolingReader(Map<String, Section> sections, DetectorReader.Complaints complaints) {
        this.links = new DetectorReader(sections, Pooling.FEATURES, complaints);
    }

    Pooling read(YamlNode node) {
        var fields = node.fields(Set.of("limits", "accounts", "days", "links"), Set.of());
        var limits = new HashSet<PlanLimit>();
        for (var limit : field(fields, "limits").list()) {
            if (!limits.add(limit.word(PlanLimit.class))) {
                throw limit.broken("a limit is there twice");
            }
        }
        return new Pooling(
                limits,
                field(fields, "accounts").number(2, ACCOUNTS_MOST),
                Duration.ofDays(field(fields, "days").number(1, DAYS_MOST)),
                new Detectors(Pooling.FEATURES, links.read(field(fields, "links"))));
    }

    private static YamlNode field(Map<String, YamlNode> fields, String name) {
        var node = fields.get(name);
        if (node == null) {
            throw new IllegalStateException("not checked: " + name);
        }
        return node;
    }
}
