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
        int generationsAMonth) {
    /** How much it allows of something. */
    public int limit(PlanLimit limit) {
        return switch (limit) {
            case CHECKS_A_MINUTE -> checksAMinute;
            case CHECKS_A_DAY -> checksADay;
            case CHECKS_A_MONTH -> checksAMonth;
            case CONCURRENT_GENERATIONS -> concurrentGenerations;
            case GENERATIONS_A_MINUTE -> generationsAMinute;
            case GENERATIONS_A_DAY -> generationsADay;
            case GENERATIONS_A_MONTH -> generationsAMonth;
        };
    }
}
