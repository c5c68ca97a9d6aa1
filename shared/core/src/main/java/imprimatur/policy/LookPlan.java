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
 */
public record LookPlan(List<Model> order, Duration time) {
    /** Where a policy says nothing: all models, in their own order. */
    public static final LookPlan DEFAULT = new LookPlan(List.of(Model.values()), Limits.LOOK_TIME);

    public LookPlan {
        order = List.copyOf(order);
    }

    /** What a model looks for. */
    public enum Model {
        SEXUAL,
        TEXT,
        FACES
    }
}
