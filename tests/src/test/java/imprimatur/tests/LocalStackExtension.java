package imprimatur.tests;

import cloud.localstack.Localstack;

/** Gives tests the service in the LocalStack that localstack-utils started in Docker. */
public final class LocalStackExtension extends StackExtension {
    @Override
    Shared open() {
        return Shared.on("http://127.0.0.1:" + Localstack.INSTANCE.getEdgePort());
    }
}
