package imprimatur.cli.local;

import imprimatur.base.Hashing;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * The pinned Python tools in a virtual environment of their own. A file written last names the digest of what was
 * installed and where; while it does not match, as after a change of the pins, a move of the folder or an interrupted
 * installation, all is installed anew.
 */
public final class Tools {
    private static final Duration INSTALL = Duration.ofMinutes(10);
    private static final Duration ASK = Duration.ofSeconds(20);
    private static final Duration LINT = Duration.ofMinutes(3);

    private final Project project;
    private final Path folder;

    public Tools(Project project) {
        this.project = project;
        this.folder = project.tools();
    }

    /** The interpreter that sees the tools. */
    public Path python() {
        return program("python");
    }

    /** One of the tools, such as {@code aws} or {@code cfn-lint}. */
    public Path program(String name) {
        return folder.resolve("bin").resolve(name);
    }

    /** Whether all is there, in the versions that the pins name. */
    public boolean installed() {
        try {
            return Files.readString(seal()).equals(digest())
                    && Stream.of("python", "ministack", "aws", "cfn-lint")
                            .allMatch(name -> Files.isExecutable(program(name)));
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Installs what is missing.
     *
     * @throws LocalException if there is no usable Python or the installation fails
     */
    public void install() {
        try {
            Files.createDirectories(folder.getParent());
            try (var channel = FileChannel.open(
                            folder.resolveSibling("tools.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                    var lock = channel.lock()) {
                if (lock.isValid() && !installed()) {
                    delete(folder);
                    build();
                    Files.writeString(seal(), digest());
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds the template against cfn-lint; its exit code, 0 where it finds neither error nor warning. */
    public int lint() {
        return Commands.show(linter(project.template()), project.root(), LINT);
    }

    /** The same for any template, with what cfn-lint says in a file instead of on the screen. */
    public int lint(Path template, Path log) {
        return Commands.run(linter(template), log, LINT);
    }

    private List<String> linter(Path template) {
        return List.of(
                program("cfn-lint").toString(),
                "--config-file",
                project.root().resolve(".cfnlintrc.yaml").toString(),
                "--non-zero-exit-code",
                "warning",
                "--template",
                template.toString());
    }

    private void build() {
        var log = project.logs().resolve("tools.log");
        run(log, findPython(log), "-m", "venv", folder.toString());
        run(
                log,
                python().toString(),
                "-m",
                "pip",
                "install",
                "--disable-pip-version-check",
                "--no-input",
                "--no-deps",
                "--requirement",
                project.requirements().toString());
    }

    private void run(Path log, String... command) {
        if (Commands.run(List.of(command), log, INSTALL) != 0) {
            throw new LocalException(
                    "The Python tools could not be installed; the end of " + log + ":\n" + Logs.tail(log, 15));
        }
    }

    /** The first Python of at least 3.10 that can make virtual environments. */
    private static String findPython(Path log) {
        var check = "import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 10))";
        return Stream.concat(
                        Stream.of("python3"), IntStream.of(14, 13, 12, 11, 10).mapToObj(minor -> "python3." + minor))
                .filter(python -> answers(List.of(python, "-c", check), log))
                .findFirst()
                .orElseThrow(() -> new LocalException(
                        "Python 3.10 or newer with the modules venv and ensurepip is needed and was not found on the"
                                + " PATH. On Debian and Ubuntu: apt-get install python3 python3-venv."));
    }

    private static boolean answers(List<String> command, Path log) {
        try {
            return Commands.run(command, log, ASK) == 0;
        } catch (UncheckedIOException e) {
            return false;
        }
    }

    /** The pins and the folder, since scripts of a virtual environment hold its path. */
    private String digest() throws IOException {
        return Hashing.sha256(Files.readString(project.requirements()) + folder.toAbsolutePath());
    }

    private Path seal() {
        return folder.resolve("installed");
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (var paths = Files.walk(folder)) {
            for (var path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
