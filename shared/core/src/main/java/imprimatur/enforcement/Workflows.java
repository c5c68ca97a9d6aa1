package imprimatur.enforcement;

/** The two workflows, from the outside. */
public interface Workflows {
    /** Starts an enforcement; the same name again changes nothing. The input is JSON. */
    void startEnforcement(String name, String input);

    /** Starts an appeal; the same name again changes nothing. The input is JSON. */
    void startAppeal(String name, String input);

    /**
     * Hands an answer to a workflow that waits for it.
     *
     * @param output JSON
     * @return false if nobody waits under that token any more
     */
    boolean resume(String taskToken, String output);
}
