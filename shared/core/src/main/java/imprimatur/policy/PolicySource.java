package imprimatur.policy;

import java.util.Optional;

/** Which policy is in force, and the text of every policy that ever was. */
public interface PolicySource {
    /**
     * The version that was published last; empty where none was, and each build decides by the policy that it carries.
     */
    Optional<String> inForce();

    /** What was published, or carried by a build, under that version. */
    Optional<PolicyEdition> find(String version);
}
