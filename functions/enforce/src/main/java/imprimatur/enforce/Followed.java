package imprimatur.enforce;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.enforcement.BlockedImage;
import java.util.Map;

/** The domain events of ours that have effects here, as EventBridge tells them (source {@code imprimatur}). */
sealed interface Followed {
    /** {@code case.closed} with the outcome {@code dismissed}. */
    record DismissedCase(String caseId) implements Followed {}

    /** {@code image.blocked}. */
    record Blocked(BlockedImage image) implements Followed {}

    /** Whether that is an event of ours. */
    static boolean is(Map<String, Object> event) {
        return "imprimatur".equals(event.get("source"));
    }

    /**
     * Reads the event.
     *
     * @throws BadInput if it is none of these
     */
    static Followed of(Map<String, Object> event) {
        var type = event.get("detail-type");
        var detail = event.get("detail") instanceof Map<?, ?> map ? map : Map.of();
        if ("case.closed".equals(type) && "dismissed".equals(detail.get("outcome"))) {
            return new DismissedCase(text(detail, "case"));
        }
        if ("image.blocked".equals(type)) {
            return new Blocked(new BlockedImage(
                    text(detail, "image"),
                    text(detail, "account"),
                    text(detail, "sections").split(",", 2)[0],
                    text(detail, "decision")));
        }
        throw new BadInput("detail-type", "is no event that is followed here");
    }

    private static String text(Map<?, ?> detail, String field) {
        if (detail.get(field) instanceof String text && !text.isBlank()) {
            return text;
        }
        throw new BadInput("detail." + field, "is missing");
    }
}
