package imprimatur.accounts;

/** Whether an account may use the service. */
public sealed interface Standing {
    /** It may. */
    record Good() implements Standing {}

    /** It may not, by this suspension. */
    record Suspended(Suspension suspension) implements Standing {}
}
