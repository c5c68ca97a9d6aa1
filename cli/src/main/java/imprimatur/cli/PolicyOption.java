package imprimatur.cli;

import imprimatur.cli.local.LocalException;
import imprimatur.policy.Policy;
import imprimatur.policy.PolicyLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The option of commands that decide: by which policy. */
final class PolicyOption {
    @Option(names = "--policy", description = "Policy to decide by; default: the one of this build.")
    private @Nullable Path file;

    /**
     * The policy.
     *
     * @throws LocalException if the file cannot be read, or is broken
     */
    Policy read() {
        if (file == null) {
            return PolicyLoader.bundled();
        }
        try {
            var text = Files.readString(file);
            var problems = PolicyLoader.problems(file.toString(), text);
            if (!problems.isEmpty()) {
                throw new LocalException("The policy is refused: " + problems.getFirst());
            }
            return PolicyLoader.load(file.toString(), text);
        } catch (IOException e) {
            throw new LocalException("The policy " + file + " cannot be read: " + e.getMessage());
        }
    }
}
