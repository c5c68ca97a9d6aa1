package imprimatur.tests.endtoend;

import imprimatur.tests.LocalStack;
import imprimatur.tests.StackExtension;
import org.junit.jupiter.api.extension.ExtendWith;

/** The suite on the local stack. */
@ExtendWith(StackExtension.class)
class EndToEndIT extends EndToEndSuite {
    EndToEndIT(LocalStack service) {
        super(service);
    }
}
