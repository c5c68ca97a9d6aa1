package imprimatur.weights;

/** Why the weights could not be made, for who builds. */
final class BuildException extends RuntimeException {
    BuildException(String reason) {
        super(reason);
    }

    BuildException(String reason, Throwable cause) {
        super(reason, cause);
    }
}
