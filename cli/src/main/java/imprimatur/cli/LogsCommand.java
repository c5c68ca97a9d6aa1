package imprimatur.cli;

import imprimatur.cli.local.LocalException;
import imprimatur.cli.local.LogFollower;
import imprimatur.cli.local.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Prints what the functions and the emulator wrote. */
@Command(name = "logs", mixinStandardHelpOptions = true, description = "Print the logs of one function or of all.")
final class LogsCommand implements Callable<Integer> {
    private static final String SUFFIX = ".log";

    @Parameters(
            arity = "0..1",
            paramLabel = "FUNCTION",
            description = "Such as check, scan or ministack; all if absent.")
    private @Nullable String function;

    @Option(
            names = {"-f", "--follow"},
            description = "Go on as more is written, until Ctrl-C.")
    private boolean follow;

    @Override
    public Integer call() throws Exception {
        var folder = Project.find().logs();
        var files = files(folder);
        if (files.isEmpty()) {
            throw new LocalException("There is no log" + (function == null ? "" : " of " + function) + " in " + folder
                    + (function == null ? "." : "; there are: " + String.join(", ", names(folder)) + "."));
        }
        try (var follower = new LogFollower(files, files.size() > 1, LogsCommand::show)) {
            follower.print();
            if (follow) {
                follower.follow(System.out::checkError);
            }
        }
        return 0;
    }

    private static void show(String line) {
        System.out.println(line);
    }

    private List<Path> files(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(SUFFIX))
                    .filter(file ->
                            function == null || file.getFileName().toString().equals(function + SUFFIX))
                    .sorted()
                    .toList();
        }
    }

    private static List<String> names(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(SUFFIX))
                    .map(name -> name.substring(0, name.length() - SUFFIX.length()))
                    .sorted()
                    .toList();
        }
    }
}
