package imprimatur.enforcement;

import imprimatur.accounts.Strike;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The policy's ladder, in terms of sanctions: what it proposes, and who must approve. */
public final class Ladder {
    /** What the policy proposes for a violation of the section by an account with these strikes. */
    List<Sanction> propose(String section, List<Strike> strikes, Instant now) {
        return List.of();
    }

    /** Group whose member must approve; null where nobody has to (G6). */
    @Nullable
    String approvalGroup(List<Sanction> sanctions, long credits) {
        return null;
    }

    /** Whether the policy has that section. */
    boolean knows(String section) {
        return !section.isEmpty();
    }
}
