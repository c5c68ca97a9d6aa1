package imprimatur.base;

import java.util.Map;

/**
 * Something that the platform may want to follow, such as {@code image.blocked}.
 *
 * @param type one of those listed in docs/architecture.md
 * @param details ids and sections; no prompt, no address
 */
public record DomainEvent(String type, Map<String, String> details) {
    public DomainEvent {
        details = Map.copyOf(details);
    }
}
