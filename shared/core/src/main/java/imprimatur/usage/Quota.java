package imprimatur.usage;

/**
 * What a plan allows.
 *
 * @param checksAMinute prompts checked, whatever the outcome: bounds probing
 * @param generationsAMinute allowed generations in a minute, likewise a day and a month (UTC)
 */
public record Quota(int checksAMinute, int generationsAMinute, int generationsADay, int generationsAMonth) {}
