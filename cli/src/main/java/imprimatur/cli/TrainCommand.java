package imprimatur.cli;

import imprimatur.cli.local.LocalException;
import imprimatur.cli.local.Project;
import imprimatur.cli.training.Training;
import imprimatur.screening.model.Models;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the weights of the screening models anew. */
@Command(
        name = "train",
        mixinStandardHelpOptions = true,
        description = "Train the screening models; equal data give equal weights, bit for bit.")
final class TrainCommand implements Callable<Integer> {
    @Option(names = "--data", description = "Folder of the public data sets; default: shared/data beside the project.")
    private @Nullable Path data;

    @Option(names = "--corpus", description = "Folder of our own corpus; default: training/corpus.")
    private @Nullable Path corpus;

    @Option(names = "--to", description = "Where the weights go; default: into the sources.")
    private @Nullable Path target;

    @Override
    public Integer call() {
        var project = Project.find();
        var folder = target == null
                ? project.root().resolve("shared/screening/src/main/resources").resolve(Models.FOLDER)
                : target;
        try (var training = Training.of(project, data, corpus)) {
            training.train().write(folder);
            training.digests(folder).forEach((name, digest) -> System.out.println(digest + "  " + name));
        } catch (IOException e) {
            throw new LocalException("The weights cannot be written: " + e.getMessage());
        }
        return 0;
    }
}
