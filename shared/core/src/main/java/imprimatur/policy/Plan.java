package imprimatur.policy;

/**
 * What a plan of the service allows. A month is 30 days; what is counted is told by the one who counts.
 *
 * @param checksAMinute prompts checked, whatever the outcome; likewise a day and a month
 * @param concurrentGenerations generations admitted and not ended
 * @param generationsAMinute allowed generations in a minute, likewise a day and a month
 */
public record Plan(
        String name,
        int checksAMinute,
        int checksADay,
        int checksAMonth,
        int concurrentGenerations,
        int generationsAMinute,
        int generationsADay,
        int generationsAMonth) {}
