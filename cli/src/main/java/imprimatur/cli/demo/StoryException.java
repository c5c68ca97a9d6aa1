package imprimatur.cli.demo;

/** A step did not go as told. */
public final class StoryException extends RuntimeException {
    public StoryException(String message) {
        super(message);
    }
}
