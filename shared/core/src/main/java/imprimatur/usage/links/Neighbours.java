package imprimatur.usage.links;

import imprimatur.usage.links.Thing.Kind;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * The accounts around one, in the graph whose edges are the things that two have in common. An edge weighs the more,
 * the more things there are and the fewer share each, and fades by half a week.
 */
public final class Neighbours {
    /** From this weight on two accounts are held to be of the same people. */
    public static final double STRONG = 0.5;

    private static final double HALF_LIFE_SECONDS = 7 * 86_400.0;
    private static final int DAY_SECONDS = 86_400;
    private static final double HOUR_SECONDS = 3_600;
    private static final double UNKNOWN_HOURS = 1_000_000;
    private static final int SIGNUPS_TOGETHER_SECONDS = 2 * DAY_SECONDS;
    private static final int PATTERNS_ALIKE = 2;
    private static final int REFUSALS = 3;

    private final Member own;
    private final Map<String, Edge> edges;

    private Neighbours(Member own, Map<String, Edge> edges) {
        this.own = own;
        this.edges = edges;
    }

    /** An edge under construction: the chance that none of the things means anything, and how many of each kind. */
    private static final class Edge {
        private Member other;
        private double apart = 1;
        private final EnumMap<Kind, Integer> things = new EnumMap<>(Kind.class);

        Edge(Member other) {
            this.other = other;
        }

        void add(Kind kind, double weight, Member newer) {
            apart *= 1 - weight;
            things.merge(kind, 1, Integer::sum);
            other = newer.last() > other.last() ? newer : other;
        }

        double weight() {
            return 1 - apart;
        }

        boolean by(Kind kind) {
            return things.getOrDefault(kind, 0) >= (kind == Kind.PATTERN ? PATTERNS_ALIKE : 1);
        }
    }

    /** The neighbours of an account by the things that it used. */
    public static Neighbours of(Member own, List<Linked> things) {
        var edges = new HashMap<String, Edge>();
        for (var linked : things) {
            var weight = linked.thing().kind().weight(Math.max(1, linked.crowd()));
            if (weight <= 0) {
                continue;
            }
            for (var member : linked.members()) {
                if (!member.account().equals(own.account())) {
                    var fading = Math.pow(0.5, Math.abs(own.last() - member.last()) / HALF_LIFE_SECONDS);
                    edges.computeIfAbsent(member.account(), account -> new Edge(member))
                            .add(linked.thing().kind(), weight * fading, member);
                }
            }
        }
        return new Neighbours(own, edges);
    }

    /** Accounts that are held to be of the same people, but for this one. */
    public Set<String> strong() {
        var strong = new TreeSet<String>();
        edges.forEach((account, edge) -> {
            if (edge.weight() >= STRONG) {
                strong.add(account);
            }
        });
        return strong;
    }

    /** In words, what links the account to a neighbour: {@code device, payment (0.88)}. */
    public Map<String, String> evidence() {
        var evidence = new HashMap<String, String>();
        edges.forEach((account, edge) -> {
            if (edge.weight() >= STRONG) {
                var kinds = String.join(
                        ", ", edge.things.keySet().stream().map(Kind::label).toList());
                evidence.put(account, String.format(Locale.ROOT, "%s (%.2f)", kinds, edge.weight()));
            }
        });
        return evidence;
    }

    /**
     * What the policy may know of each link to an account that is held to be of the same people, by account.
     *
     * @param suspended whether an account is suspended
     */
    public Map<String, Map<String, Double>> links(Predicate<String> suspended) {
        var links = new TreeMap<String, Map<String, Double>>();
        var strong = strong();
        strong.forEach(account -> {
            var edge = edges.get(account);
            if (edge != null) {
                links.put(account, link(edge, 1 + strong.size(), suspended.test(account)));
            }
        });
        return links;
    }

    private Map<String, Double> link(Edge edge, int accounts, boolean suspended) {
        var link = new HashMap<String, Double>();
        var other = edge.other;
        var known = own.signup() != 0 && other.signup() != 0;
        var work = own.last() - other.last() <= DAY_SECONDS ? other.work() : 0;
        link.put("link.weight", edge.weight());
        for (var kind : Kind.values()) {
            link.put("link." + kind.plural(), (double) edge.things.getOrDefault(kind, 0));
        }
        link.put("link.signup_hours", known ? Math.abs(own.signup() - other.signup()) / HOUR_SECONDS : UNKNOWN_HOURS);
        link.put("link.least_work", (double) Math.min(own.work(), work));
        link.put("link.work", (double) own.work() + work);
        link.put("link.returned", suspended || refusedAndGone(edge) ? 1.0 : 0.0);
        link.put("link.accounts", (double) accounts);
        return link;
    }

    /** What the neighbourhood shows, in numbers that the policy's detectors name. */
    public Map<String, Double> features() {
        var features = new HashMap<String, Double>();
        var strong =
                edges.values().stream().filter(edge -> edge.weight() >= STRONG).toList();
        var active = strong.stream()
                .filter(edge -> own.last() - edge.other.last() <= DAY_SECONDS)
                .toList();
        var pooled = active.stream().mapToInt(edge -> edge.other.work()).sum();
        features.put("linked.accounts", (double) strong.size());
        features.put("linked.active", (double) active.size());
        features.put("linked.pooled", (double) own.work() + pooled);
        features.put("linked.mean_work", (double) (own.work() + pooled) / (1 + active.size()));
        features.put("linked.signups", (double)
                strong.stream().filter(this::signedUpTogether).count());
        features.put("linked.refused_and_gone", (double)
                edges.values().stream().filter(this::refusedAndGone).count());
        for (var kind : Kind.values()) {
            features.put("linked.by_" + kind.label(), (double)
                    strong.stream().filter(edge -> edge.by(kind)).count());
        }
        return features;
    }

    /**
     * An account of the same device, card or key that had much refused, and has been silent since this one is there.
     */
    private boolean refusedAndGone(Edge edge) {
        return edge.other.refused() >= REFUSALS
                && own.signup() != 0
                && edge.other.last() < own.signup()
                && (edge.by(Kind.DEVICE) || edge.by(Kind.PAYMENT) || edge.by(Kind.KEY));
    }

    private boolean signedUpTogether(Edge edge) {
        return own.signup() != 0
                && edge.other.signup() != 0
                && Math.abs(own.signup() - edge.other.signup()) <= SIGNUPS_TOGETHER_SECONDS;
    }
}
