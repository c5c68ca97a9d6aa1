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
 * @param endpoint an emulator that runs already and runs the functions itself, such as LocalStack; null to start one
 */
public record StackSettings(
        Project project,
        Path template,
        String stack,
        int originPort,
        int endpointPort,
        @Nullable String endpoint) {
    public static final String STACK = "imprimatur";
    public static final int ORIGIN_PORT = 8080;
    public static final int ENDPOINT_PORT = 4566;

    /** The project's own template on these ports. */
    public static StackSettings of(Project project, int originPort, int endpointPort) {
        return new StackSettings(project, project.template(), STACK, originPort, endpointPort, null);
    }

    /** The same deployed to that emulator, such as {@code http://127.0.0.1:4566}. */
    public StackSettings at(String emulator) {
        return new StackSettings(project, template, stack, originPort, 0, emulator);
    }
}
