package imprimatur.policy;

/**
 * What a plan of the service allows.
 *
 * @param checksAMinute prompts checked, whatever the outcome
 * @param generationsAMinute allowed generations in a minute, likewise a day and a month (UTC)
 */
public record Plan(
        String name, int checksAMinute, int generationsAMinute, int generationsADay, int generationsAMonth) {}
