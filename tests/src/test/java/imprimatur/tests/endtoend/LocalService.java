package imprimatur.tests.endtoend;

import imprimatur.cli.Stack;
import imprimatur.cli.StackSettings;
import imprimatur.cli.local.Project;
import imprimatur.cli.local.StateFile;
import imprimatur.cli.local.Steps;
import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests the running {@link Service}: one stack for the whole run, on free ports, with a home of its own; or the
 * one whose state file the system property {@code imprimatur.state} names, such as that of {@code ./imprimatur up}.
 */
final class LocalService implements ParameterResolver {
    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Service.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(Namespace.create(LocalService.class))
                .computeIfAbsent(Running.class, key -> Running.find(), Running.class)
                .service();
    }

    private record Running(Service service, AutoCloseable stack) implements AutoCloseable {
        static Running find() {
            var named = System.getProperty("imprimatur.state");
            if (named != null) {
                var state = new StateFile(Path.of(named)).read().orElseThrow();
                return new Running(new Service(state), () -> {});
            }
            var project = Project.find();
            var stack = new Stack(
                    StackSettings.of(project.withHome(project.root().resolve("tests/target/stack")), 0, 0),
                    new Steps(System.out));
            stack.start();
            return new Running(new Service(stack.state()), stack);
        }

        @Override
        public void close() throws Exception {
            stack.close();
        }
    }
}
