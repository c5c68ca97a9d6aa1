package imprimatur.usage.detect;

import imprimatur.usage.links.LinkStore;
import imprimatur.usage.links.Linked;
import imprimatur.usage.links.Member;
import imprimatur.usage.links.Thing;
import imprimatur.usage.profile.Profile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Profiles and links of one run, in memory. Not safe for threads. */
public final class Memory implements ProfileStore, LinkStore {
    private final Map<String, Profile> profiles = new HashMap<>();
    private final Map<Thing, Linked> things = new HashMap<>();

    @Override
    public <T> T update(String subject, Function<Profile, T> change) {
        return change.apply(profiles.computeIfAbsent(subject, name -> new Profile()));
    }

    @Override
    public List<Linked> touch(List<Thing> touched, Member member) {
        return touched.stream()
                .map(thing -> things.compute(
                        thing, (name, before) -> (before == null ? Linked.nobody(thing) : before).with(member)))
                .toList();
    }
}
