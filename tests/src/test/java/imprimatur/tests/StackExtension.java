package imprimatur.tests;

import imprimatur.cli.Stack;
import imprimatur.cli.StackSettings;
import imprimatur.cli.local.Project;
import imprimatur.cli.local.StateFile;
import imprimatur.cli.local.Steps;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Gives tests a {@link LocalStack} as a parameter: one for the whole run, on free ports and in a home of its own,
 * stopped at the run's end. The system property {@code imprimatur.endpoint} names a stack that {@code ./imprimatur up}
 * started; that one is used then and left running.
 */
public class StackExtension implements ParameterResolver {
    private static final ExtensionContext.Namespace NAMESPACE = ExtensionContext.Namespace.create(StackExtension.class);
    private static final String ENDPOINT = "imprimatur.endpoint";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == LocalStack.class;
    }

    @Override
    public LocalStack resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getRoot()
                .getStore(NAMESPACE)
                .computeIfAbsent(getClass(), type -> open(), Shared.class)
                .stack();
    }

    /** Starts the run's stack, or joins the one that runs. */
    Shared open() {
        return Shared.open();
    }

    /** The run's stack; JUnit closes it with the root context. */
    record Shared(LocalStack stack, Runnable stop) implements AutoCloseable {
        static Shared open() {
            var project = Project.find();
            var endpoint = System.getProperty(ENDPOINT);
            if (endpoint != null) {
                var state = new StateFile(project.stateFile())
                        .read()
                        .filter(found -> found.ready() && found.endpoint().equals(endpoint))
                        .orElseThrow(() -> new IllegalStateException(
                                "no stack of this project runs at " + endpoint + ": ./imprimatur up --detach"));
                return new Shared(new LocalStack(state, project.logs()), () -> {});
            }
            return start(StackSettings.of(home(project, "stack"), 0, 0));
        }

        /** On an emulator that runs already and runs the functions itself. */
        static Shared on(String emulator) {
            return start(StackSettings.on(home(Project.find(), "stack-on-emulator"), 0, emulator));
        }

        private static Project home(Project project, String name) {
            return project.withHome(project.root().resolve("tests/target/" + name));
        }

        private static Shared start(StackSettings settings) {
            var stack = new Stack(settings, new Steps(System.out));
            stack.start();
            return new Shared(new LocalStack(stack.state(), settings.project().logs()), stack::close);
        }

        @Override
        public void close() {
            stop.run();
        }
    }
}
