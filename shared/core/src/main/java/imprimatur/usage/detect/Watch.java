package imprimatur.usage.detect;

import imprimatur.base.Limits;
import imprimatur.policy.Detectors;
import imprimatur.policy.Pooling;
import imprimatur.policy.Suspicion;
import imprimatur.usage.links.LinkStore;
import imprimatur.usage.links.Member;
import imprimatur.usage.links.Neighbours;
import imprimatur.usage.links.Thing;
import imprimatur.usage.links.Thing.Kind;
import imprimatur.usage.pool.Ties;
import imprimatur.usage.profile.Behaviour;
import imprimatur.usage.profile.Features;
import imprimatur.usage.profile.Profile;
import imprimatur.usage.profile.Pseudonyms;
import imprimatur.usage.profile.Shared;
import imprimatur.usage.profile.Trace;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Watches what accounts do: each event goes into the profiles of its account and key, and now and then the policy's
 * detectors look at them. The same code runs in the function and over a file.
 */
public final class Watch {
    /** The detectors look at an account again after so many events, or with the first event after so long. */
    private static final int LOOK_EVENTS = 64;

    private static final int LOOK_SECONDS = 3_600;
    private static final double PATTERN_PROMPTS = 8;
    private static final double PRECISION = 1e4;

    private static final List<String> ACTIVITIES =
            List.of("mass_generation", "key_sharing", "rate_evasion", "model_training");

    private final Detectors detectors;
    private final ProfileStore profiles;
    private final LinkStore links;
    private final Pseudonyms pseudonyms;
    private final Accounts accounts;
    private final Pooling pooling;

    /** One that looks for no pools. */
    public Watch(
            Detectors detectors, ProfileStore profiles, LinkStore links, Pseudonyms pseudonyms, Accounts accounts) {
        this(detectors, profiles, links, pseudonyms, accounts, Pooling.NONE);
    }

    public Watch(
            Detectors detectors,
            ProfileStore profiles,
            LinkStore links,
            Pseudonyms pseudonyms,
            Accounts accounts,
            Pooling pooling) {
        this.detectors = detectors;
        this.profiles = profiles;
        this.links = links;
        this.pseudonyms = pseudonyms;
        this.accounts = accounts;
        this.pooling = pooling;
    }

    /** What a look at an account found. */
    private record Looked(List<Finding> findings, Optional<Ties> ties) {
        private static final Looked NOT = new Looked(List.of(), Optional.empty());
    }

    /** Takes the events in, in their order, and tells what is newly found. */
    public List<Finding> take(List<Behaviour> events) {
        return take(events, ties -> {});
    }

    /**
     * Takes the events in, in their order, and tells what is newly found.
     *
     * @param tied is told with whom an account shares limits, whenever it was looked at and the policy pools anything
     */
    public List<Finding> take(List<Behaviour> events, Consumer<Ties> tied) {
        var byAccount = events.stream()
                .map(pseudonyms::trace)
                .collect(Collectors.groupingBy(Trace::account, LinkedHashMap::new, Collectors.toList()));
        var findings = new ArrayList<Finding>();
        byAccount.forEach((account, traces) -> {
            var looked = ofAccount(account, traces);
            findings.addAll(looked.findings());
            looked.ties().ifPresent(tied);
        });
        return findings;
    }

    private Looked ofAccount(String account, List<Trace> traces) {
        var key = ofKey(account, traces);
        return profiles.update("ACCOUNT#" + account, profile -> {
            traces.forEach(profile::add);
            if (!profile.due(LOOK_EVENTS, LOOK_SECONDS)) {
                return Looked.NOT;
            }
            profile.looked();
            return look(account, profile, key == null ? profile : key);
        });
    }

    /** The profile of the key that was used last; null where no event had a key. */
    private @Nullable Profile ofKey(String account, List<Trace> traces) {
        var byKey = traces.stream()
                .filter(trace -> trace.key() != 0)
                .collect(Collectors.groupingBy(Trace::key, LinkedHashMap::new, Collectors.toList()));
        Profile last = null;
        for (var ofKey : byKey.entrySet()) {
            var subject = "KEY#" + account + "#" + Long.toHexString(ofKey.getKey());
            last = profiles.update(subject, profile -> {
                ofKey.getValue().forEach(profile::add);
                return profile;
            });
        }
        return last;
    }

    private Looked look(String account, Profile profile, Profile key) {
        var neighbours = neighbours(account, profile);
        var features = features(account, profile, key, neighbours);
        var byActivity = detectors.apply(features).stream()
                .collect(Collectors.groupingBy(Suspicion::activity, LinkedHashMap::new, Collectors.toList()));
        var findings = new ArrayList<Finding>();
        byActivity.forEach((activity, suspicions) -> {
            if (isNew(profile, activity)) {
                findings.add(finding(account, activity, suspicions, features, profile, neighbours));
            }
        });
        return new Looked(findings, ties(account, profile, neighbours));
    }

    private Optional<Ties> ties(String account, Profile profile, Neighbours neighbours) {
        if (!pooling.any()) {
            return Optional.empty();
        }
        var others = new HashMap<String, String>();
        neighbours.links(accounts::suspended).forEach((other, link) -> {
            var reasons = pooling.apply(link).stream().map(Suspicion::evidence).toList();
            if (!reasons.isEmpty()) {
                others.put(other, String.join("; ", reasons));
            }
        });
        return Optional.of(new Ties(account, profile.newest(), others));
    }

    private Map<String, Double> features(String account, Profile profile, Profile key, Neighbours neighbours) {
        var features = Features.of(profile, key);
        features.putAll(neighbours.features());
        features.put("linked.suspended", (double)
                neighbours.strong().stream().filter(accounts::suspended).count());
        accounts.plan(account).ifPresent(plan -> features.putAll(Features.of(plan, profile)));
        return features;
    }

    private Neighbours neighbours(String account, Profile profile) {
        var things = new ArrayList<Thing>();
        add(things, Kind.DEVICE, Shared.devices(profile));
        add(things, Kind.PAYMENT, Shared.payments(profile));
        add(things, Kind.KEY, Shared.keys(profile));
        add(things, Kind.ADDRESS, Shared.addresses(profile));
        add(things, Kind.PATTERN, Shared.patterns(profile, PATTERN_PROMPTS));
        var now = (int) profile.newest().getEpochSecond();
        var own = new Member(account, now, now, Features.work(profile), (int) profile.refused(), profile.signup());
        return Neighbours.of(own, things.isEmpty() ? List.of() : links.touch(things, own));
    }

    private static void add(List<Thing> things, Kind kind, long[] hashes) {
        for (var hash : hashes) {
            things.add(new Thing(kind, hash));
        }
    }

    private static boolean isNew(Profile profile, String activity) {
        var slot = ACTIVITIES.indexOf(activity);
        if (slot < 0) {
            return false;
        }
        var now = (int) profile.newest().getEpochSecond();
        var before = profile.raised(slot);
        if (before != 0 && now - before < Limits.FINDING_STANDS.toSeconds()) {
            return false;
        }
        profile.raise(slot, now);
        return true;
    }

    private static Finding finding(
            String account,
            String activity,
            List<Suspicion> suspicions,
            Map<String, Double> features,
            Profile profile,
            Neighbours neighbours) {
        var innocent = 1.0;
        var seen = new LinkedHashMap<String, String>();
        var otherwise = new LinkedHashMap<String, String>();
        for (var suspicion : suspicions) {
            innocent *= 1 - suspicion.score();
            seen.put(suspicion.detector(), suspicion.evidence());
            otherwise.put(suspicion.detector(), suspicion.otherwise());
        }
        var told = new HashMap<String, Double>();
        features.forEach((name, value) -> {
            if (value != 0) {
                told.put(name, rounded(value));
            }
        });
        var evidence = new Finding.Evidence(
                suspicions.getFirst().section(),
                seen,
                otherwise,
                told,
                profile.timeline(),
                profile.samples(),
                neighbours.evidence());
        return new Finding(
                account,
                activity,
                rounded(1 - innocent),
                Instant.ofEpochSecond(profile.newest().getEpochSecond()),
                evidence);
    }

    private static double rounded(double value) {
        return Math.round(value * PRECISION) / PRECISION;
    }
}
