package imprimatur.usage.links;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Limits;
import imprimatur.policy.PolicyLoader;
import imprimatur.usage.detect.Memory;
import imprimatur.usage.links.Thing.Kind;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class NeighboursTest {
    private static final int NOW = 1_767_600_000;

    private final Memory links = new Memory();

    private static Member member(String account, int last) {
        return new Member(account, last, last, 40, 0, NOW);
    }

    private Neighbours touched(String account, Thing... things) {
        var member = member(account, NOW);
        return Neighbours.of(member, links.touch(List.of(things), member));
    }

    @Test
    void aSharedDeviceLinksAndTheEvidenceSaysSo() {
        var device = new Thing(Kind.DEVICE, 7);
        touched("one", device);
        var other = touched("two", device);
        assertEquals(Set.of("one"), other.strong());
        assertEquals("device (0.70)", other.evidence().get("one"));
        assertEquals(80.0, other.features().get("linked.pooled"));
    }

    @Test
    void anAddressAloneLinksNobody() {
        var address = new Thing(Kind.ADDRESS, 7);
        touched("one", address);
        assertEquals(Set.of(), touched("two", address).strong());
    }

    @Test
    void aCrowdBehindAnAddressAddsNothing() {
        var address = new Thing(Kind.ADDRESS, 7);
        var payment = new Thing(Kind.PAYMENT, 8);
        for (var i = 0; i < 200; i++) {
            touched("student" + i, address);
        }
        touched("one", address, payment);
        var weight = touched("two", address, payment).evidence().get("one");
        assertEquals("payment (0.60)", weight);
        assertTrue(touched("three", address).strong().isEmpty());
    }

    @Test
    void aPatternThatManyShareSaysNothing() {
        var bands = new Thing[] {new Thing(Kind.PATTERN, 1), new Thing(Kind.PATTERN, 2), new Thing(Kind.PATTERN, 3)};
        touched("one", bands);
        assertEquals(Set.of("one"), touched("two", bands).strong());
        for (var i = 0; i < 60; i++) {
            touched("fan" + i, bands);
        }
        assertEquals(Set.of(), touched("late", bands).strong());
    }

    @Test
    void linksFadeAndAreForgotten() {
        var device = new Thing(Kind.DEVICE, 7);
        var longAgo = member("one", NOW - 8 * 86_400);
        links.touch(List.of(device), longAgo);
        assertEquals(Set.of(), touched("two", device).strong());
        var after = Linked.nobody(device)
                .with(member("old", NOW - (int) Limits.LINK_KEPT.toSeconds() - 1))
                .with(member("new", NOW));
        assertEquals(1, after.members().size());
    }

    @Test
    void aThingKeepsABoundedNumberOfAccountsAndKnowsItsCrowd() {
        var linked = Linked.nobody(new Thing(Kind.DEVICE, 7));
        for (var i = 0; i < 100; i++) {
            linked = linked.with(member("account" + i, NOW + i));
        }
        assertEquals(Limits.LINKED_ACCOUNTS, linked.members().size());
        assertEquals(100, linked.crowd());
    }

    @Test
    void thePolicyKnowsTheFeaturesOfLinks() {
        var measured = new TreeSet<>(touched("one").features().keySet());
        measured.add("linked.suspended");
        var declared = new TreeSet<>(PolicyLoader.bundled().detectors().features());
        declared.removeIf(name -> !name.startsWith("linked."));
        assertEquals(declared, measured);
    }
}
