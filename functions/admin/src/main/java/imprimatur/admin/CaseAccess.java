package imprimatur.admin;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import imprimatur.aws.http.Request;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.cases.Case;
import imprimatur.cases.CaseStore;
import imprimatur.cases.Desk;
import imprimatur.cases.Escalation;
import imprimatur.enforcement.Staff;
import imprimatur.enforcement.Staff.Group;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who sees and works which case. Every group sees all but those of a sealed section, which are {@code legal}'s alone.
 * Reviewers and leads work what nobody has escalated, leads what was escalated to them, and {@code legal} what is
 * sealed or was escalated to it.
 */
final class CaseAccess {
    private final Gate gate;
    private final CaseStore cases;
    private final InstantSource clock;

    CaseAccess(Gate gate, CaseStore cases, InstantSource clock) {
        this.gate = gate;
        this.cases = cases;
        this.clock = clock;
    }

    /** A case as staff see it. */
    record Item(@JsonUnwrapped Case shown, boolean late) {}

    Item item(Case shown) {
        return new Item(shown, shown.late(now()));
    }

    Instant now() {
        return clock.instant();
    }

    /** The case that the path names, to be read; the view of a sealed one is audited. */
    Case shown(Staff staff, Request request) {
        return shown(staff, request.parameter("id"));
    }

    private Case shown(Staff staff, String id) {
        var found = cases.find(id).orElseThrow(() -> Gate.missing(id));
        gate.show(staff, found.section(), id);
        return found;
    }

    /** The case that the path names, to be worked. */
    Case worked(Staff staff, Request request) {
        return worked(staff, request.parameter("id"));
    }

    Case worked(Staff staff, String id) {
        var found = shown(staff, id);
        if (!gate.isSealed(found.section())) {
            gate.require(staff, groups(found));
        }
        return found;
    }

    /** The case, to be spoken of: also by reviewers who have escalated it. */
    Case spokenOf(Staff staff, Request request) {
        var found = shown(staff, request);
        if (!gate.isSealed(found.section()) && found.escalatedTo() != Escalation.LEGAL) {
            gate.require(staff, Group.REVIEWER, Group.LEAD);
        }
        return found;
    }

    boolean mayWork(Staff staff, Case found) {
        if (gate.isSealed(found.section())) {
            return gate.opens(staff, found.section());
        }
        for (var group : groups(found)) {
            if (staff.is(group)) {
                return true;
            }
        }
        return false;
    }

    private static Group[] groups(Case found) {
        return switch (found.escalatedTo()) {
            case null -> new Group[] {Group.REVIEWER, Group.LEAD};
            case LEAD -> new Group[] {Group.LEAD};
            case LEGAL -> new Group[] {Group.LEGAL};
        };
    }

    /** Whose cases the person sees. */
    Set<Desk> seen(Staff staff) {
        return staff.groups().contains(Group.LEGAL)
                ? EnumSet.allOf(Desk.class)
                : EnumSet.complementOf(EnumSet.of(Desk.SEALED));
    }

    /** Whose cases the person works. */
    Set<Desk> ownDesks(Staff staff) {
        var desks = EnumSet.noneOf(Desk.class);
        if (staff.is(Group.REVIEWER) || staff.is(Group.LEAD)) {
            desks.add(Desk.COMMON);
        }
        if (staff.is(Group.LEAD)) {
            desks.add(Desk.LEAD);
        }
        if (staff.is(Group.LEGAL)) {
            desks.add(Desk.LEGAL);
        }
        if (staff.groups().contains(Group.LEGAL)) {
            desks.add(Desk.SEALED);
        }
        return desks;
    }

    /** Refuses an act on what is no longer what the person saw; the answer names the version to look at. */
    static void current(Case found, int version) {
        if (found.version() != version) {
            throw new Conflict("the case has moved on: its version is " + found.version(), found.version());
        }
    }
}
