package imprimatur.usage.links;

import imprimatur.base.Limits;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * A thing with the accounts that used it, the newest {@link Limits#LINKED_ACCOUNTS}.
 *
 * @param crowd how many accounts used it, those that are forgotten included
 */
public record Linked(Thing thing, List<Member> members, int crowd) {
    public Linked {
        members = List.copyOf(members);
    }

    /** A thing that nobody used. */
    public static Linked nobody(Thing thing) {
        return new Linked(thing, List.of(), 0);
    }

    /** The same after the account used it; who has not used it for {@link Limits#LINK_KEPT} is forgotten. */
    public Linked with(Member member) {
        var since = member.last() - (int) Limits.LINK_KEPT.toSeconds();
        var kept = new ArrayList<Member>();
        var first = member.first();
        var known = false;
        for (var other : members) {
            if (other.account().equals(member.account())) {
                first = Math.min(first, other.first());
                known = true;
            } else if (other.last() >= since) {
                kept.add(other);
            }
        }
        kept.add(new Member(member.account(), first, member.last(), member.work(), member.refused(), member.signup()));
        kept.sort(Comparator.comparingInt(Member::last).reversed());
        var newest = kept.size() > Limits.LINKED_ACCOUNTS ? kept.subList(0, Limits.LINKED_ACCOUNTS) : kept;
        var grown = crowd + (known || members.size() < Limits.LINKED_ACCOUNTS ? 0 : 1);
        return new Linked(thing, newest, Math.max(grown, kept.size()));
    }
}
