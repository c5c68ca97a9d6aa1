package imprimatur.enforcement;

import imprimatur.base.DomainEvent;
import java.util.HashMap;
import java.util.Map;

/** Domain events about an enforcement: ids and sections, no more. */
final class Events {
    private Events() {}

    static DomainEvent of(String type, Enforcement enforcement, Map<String, String> more) {
        var details = new HashMap<>(more);
        details.put("enforcement", enforcement.id());
        details.put("account", enforcement.account());
        details.put("section", enforcement.section());
        if (enforcement.caseId() != null) {
            details.put("case", enforcement.caseId());
        }
        return new DomainEvent(type, details);
    }
}
