package imprimatur.enforcement;

import imprimatur.base.Json;
import java.util.Map;

/** What a waiting workflow is told. The workflow takes its way by it; what holds is read from the store. */
final class Answers {
    private Answers() {}

    static String of(Approval answered) {
        return Json.write(Map.of("approved", answered.state() == Approval.State.APPROVED));
    }

    static String of(Appeal decided) {
        return Json.write(Map.of("overturned", decided.state() == Appeal.State.OVERTURNED));
    }
}
