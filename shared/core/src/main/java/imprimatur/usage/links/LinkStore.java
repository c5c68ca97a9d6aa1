package imprimatur.usage.links;

import java.util.List;

/** Which accounts used which things. */
public interface LinkStore {
    /** Notes that the account used these things, and tells who else did, in the same order. */
    List<Linked> touch(List<Thing> things, Member member);
}
