package imprimatur.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The project's folder, and the folder in it where everything local lives.
 *
 * @param root the folder of {@code template.yaml}
 * @param home {@code .imprimatur}, git-ignored
 */
public record Project(Path root, Path home) {
    /**
     * The project that the system property {@code imprimatur.root} names, else the one around the working directory.
     */
    public static Project find() {
        var named = System.getProperty("imprimatur.root");
        if (named != null) {
            return at(Path.of(named));
        }
        for (var folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (Files.exists(folder.resolve("cli/tools/requirements.txt"))) {
                return at(folder);
            }
        }
        throw new LocalException("This is not a folder of the project: start ./imprimatur in its root.");
    }

    private static Project at(Path root) {
        return new Project(root, root.resolve(".imprimatur"));
    }

    /** The same project with another home, so that stacks of tests keep apart from the user's. */
    public Project withHome(Path other) {
        return new Project(root, other);
    }

    public Path template() {
        return root.resolve("template.yaml");
    }

    public Path requirements() {
        return root.resolve("cli/tools/requirements.txt");
    }

    /** Where the pinned Python tools are; always the user's own, since installing them takes long. */
    public Path tools() {
        return root.resolve(".imprimatur/tools");
    }

    /** AWS's runtime interface client and what it needs. */
    public Path runtime() {
        return root.resolve("cli/target/runtime");
    }

    /** The admin console's files, as the build leaves them. */
    public Path console() {
        return root.resolve("console/target/site");
    }

    public Path stateFile() {
        return home.resolve("state.json");
    }

    public Path logs() {
        return folder("logs");
    }

    public Path scratch() {
        return folder("tmp");
    }

    private Path folder(String name) {
        try {
            return Files.createDirectories(home.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
