package imprimatur.enforcement;

import java.util.Set;

/** A member of staff who acts, by the claims of the token. */
public record Staff(String name, Set<Group> groups) {
    public Staff {
        groups = Set.copyOf(groups);
    }

    /** Groups of the user pool; {@link #ADMIN} may do what the others may, save see what only {@link #LEGAL} sees. */
    public enum Group {
        REVIEWER,
        LEAD,
        LEGAL,
        ADMIN;

        /** The group's name in the user pool. */
        public String label() {
            return name().toLowerCase(java.util.Locale.ROOT);
        }
    }

    /** Whether this person belongs to the group, or to the admins. */
    public boolean is(Group group) {
        return groups.contains(group) || groups.contains(Group.ADMIN);
    }
}
