package imprimatur.tests.endtoend;

import org.junit.jupiter.api.extension.ExtendWith;

/** The suite on the local stack. */
@ExtendWith(LocalService.class)
class EndToEndIT extends EndToEndSuite {
    EndToEndIT(Service service) {
        super(service);
    }
}
