package imprimatur.cli;

import imprimatur.cli.local.LocalException;
import imprimatur.policy.Policy;
import imprimatur.policy.PolicyLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The policy that a command is told to use. */
final class PolicyFile {
    private PolicyFile() {}

    /**
     * The policy in the file; the one of this build where none is named.
     *
     * @throws LocalException if the file cannot be read or is refused
     */
    static Policy orBundled(@Nullable Path file) {
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
