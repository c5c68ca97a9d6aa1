package imprimatur.cli;

import imprimatur.cli.local.Project;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * What a local stack is made of.
 *
 * @param template the SAM template that is deployed
 * @param stack the CloudFormation stack's name, in lower case
 * @param originPort where its users go; 0 for a free port
 * @param endpointPort where the AWS APIs are; 0 for a free port
 * @param emulator URL of an emulator that runs already and runs the functions itself, such as LocalStack; null for a
 *     MiniStack of the stack's own
 */
public record StackSettings(
        Project project,
        Path template,
        String stack,
        int originPort,
        int endpointPort,
        @Nullable String emulator) {
    public static final String STACK = "imprimatur";
    public static final int ORIGIN_PORT = 8080;
    public static final int ENDPOINT_PORT = 4566;

    /** The project's own template on these ports. */
    public static StackSettings of(Project project, int originPort, int endpointPort) {
        return new StackSettings(project, project.template(), STACK, originPort, endpointPort, null);
    }

    /** The project's own template on an emulator that runs already. */
    public static StackSettings on(Project project, int originPort, String emulator) {
        return new StackSettings(project, project.template(), STACK, originPort, 0, emulator);
    }
}
