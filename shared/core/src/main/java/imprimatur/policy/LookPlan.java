package imprimatur.policy;

import imprimatur.base.Limits;
import java.time.Duration;
import java.util.List;

/**
 * Which models look at an image, and how long.
 *
 * @param order the most important first; where time runs short, the last ones are skipped. One that is not in it does
 *     not look
 * @param time for all of them together
 * @param second when a service outside is asked as well, where there is one
 */
public record LookPlan(List<Model> order, Duration time, Second second) {
    /** Where a policy says nothing: all models, in their own order. */
    public static final LookPlan DEFAULT = new LookPlan(List.of(Model.values()), Limits.LOOK_TIME, Second.REVIEW);

    public LookPlan {
        order = List.copyOf(order);
    }

    /** Which images a service outside is asked about. */
    public enum Second {
        /** Those that a person would have to look at. */
        REVIEW,
        /** Those, and those that would be allowed: a service outside sees what no model here does. */
        ALL
    }

    /** What a model looks for. */
    public enum Model {
        SEXUAL,
        TEXT,
        FACES
    }
}
