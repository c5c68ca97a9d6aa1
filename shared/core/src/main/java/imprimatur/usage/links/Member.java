package imprimatur.usage.links;

/**
 * An account that used a thing.
 *
 * @param first when it did so first and {@code last} when last, in seconds
 * @param work what it made or checked in the 24 hours before {@code last}
 * @param refused how many of its prompts were blocked lately
 * @param signup when the account was made, in seconds; 0 where unknown
 */
public record Member(String account, int first, int last, int work, int refused, int signup) {}
