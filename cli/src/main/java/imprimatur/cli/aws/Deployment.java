package imprimatur.cli.aws;

import imprimatur.base.Hashing;
import imprimatur.cli.local.FunctionSettings;
import imprimatur.cli.local.LocalException;
import imprimatur.cli.local.Waiting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.Output;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.StackEvent;
import software.amazon.awssdk.services.lambda.LambdaClient;
import software.amazon.awssdk.services.s3.S3Client;

/** Deploys a template as {@code aws cloudformation package} and {@code deploy} do, by the same APIs. */
public final class Deployment {
    private static final Duration CREATION = Duration.ofMinutes(5);

    private final CloudFormationClient formation;
    private final S3Client s3;
    private final LambdaClient lambda;
    private final String endpoint;

    public Deployment(CloudFormationClient formation, S3Client s3, LambdaClient lambda, String endpoint) {
        this.formation = formation;
        this.s3 = s3;
        this.lambda = lambda;
        this.endpoint = endpoint;
    }

    /**
     * Creates the stack and waits until it is complete.
     *
     * @param parameters values; those that the template does not name are left out
     * @return the stack's outputs
     * @throws LocalException with CloudFormation's reason if it fails
     */
    public Map<String, String> deploy(Template template, String stack, Map<String, String> parameters) {
        var bucket = stack + "-artefacts";
        s3.createBucket(request -> request.bucket(bucket));
        var places = new HashMap<Path, String>();
        template.artefacts().forEach(file -> places.put(file, upload(bucket, file)));
        var packaged = template.packaged(file -> "s3://" + bucket + "/" + places.get(file));
        s3.putObject(request -> request.bucket(bucket).key("template.yaml"), RequestBody.fromString(packaged));
        var known = template.parameters();
        formation.createStack(request -> request.stackName(stack)
                .templateURL(endpoint + "/" + bucket + "/template.yaml")
                .capabilities(
                        Capability.CAPABILITY_IAM, Capability.CAPABILITY_NAMED_IAM, Capability.CAPABILITY_AUTO_EXPAND)
                .parameters(parameters.entrySet().stream()
                        .filter(parameter -> known.contains(parameter.getKey()))
                        .map(parameter -> Parameter.builder()
                                .parameterKey(parameter.getKey())
                                .parameterValue(parameter.getValue())
                                .build())
                        .toList()));
        return Waiting.until("The stack's creation", CREATION, () -> finished(stack)).outputs().stream()
                .collect(Collectors.toMap(Output::outputKey, Output::outputValue));
    }

    /** A deployed function's configuration, with its environment resolved by CloudFormation. */
    public FunctionSettings function(String name, String version) {
        var found = lambda.getFunctionConfiguration(
                request -> request.functionName(name).qualifier(version));
        return new FunctionSettings(
                name,
                version,
                found.functionArn(),
                found.role(),
                found.handler(),
                Duration.ofSeconds(found.timeout()),
                found.memorySize(),
                found.environment() == null ? Map.of() : found.environment().variables());
    }

    /** The version that the function's alias {@code live} names; {@code $LATEST} where it has none. */
    public String liveVersion(String function) {
        return lambda.listAliases(request -> request.functionName(function)).aliases().stream()
                .filter(alias -> alias.name().equals("live"))
                .map(alias -> alias.functionVersion())
                .findFirst()
                .orElse("$LATEST");
    }

    private String upload(String bucket, Path file) {
        if (!Files.isRegularFile(file)) {
            throw new LocalException("The template names " + file + ", which does not exist: build the project.");
        }
        try {
            var bytes = Files.readAllBytes(file);
            var key = Hashing.sha256(bytes);
            s3.putObject(request -> request.bucket(bucket).key(key), RequestBody.fromBytes(bytes));
            return key;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<Stack> finished(String name) {
        var stack = formation
                .describeStacks(request -> request.stackName(name))
                .stacks()
                .getFirst();
        return switch (stack.stackStatus()) {
            case CREATE_COMPLETE -> Optional.of(stack);
            case CREATE_IN_PROGRESS, REVIEW_IN_PROGRESS -> Optional.empty();
            default ->
                throw new LocalException(
                        "The template could not be deployed (" + stack.stackStatusAsString() + "): " + reasons(name));
        };
    }

    private String reasons(String name) {
        return formation.describeStackEvents(request -> request.stackName(name)).stackEvents().stream()
                .filter(event -> event.resourceStatusAsString().endsWith("_FAILED"))
                .map(Deployment::reason)
                .collect(Collectors.joining("; "));
    }

    private static String reason(StackEvent event) {
        return event.logicalResourceId() + ": " + event.resourceStatusReason();
    }
}
