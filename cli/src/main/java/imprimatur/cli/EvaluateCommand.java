package imprimatur.cli;

import imprimatur.cli.local.Project;
import imprimatur.cli.training.LeaveOneOut;
import imprimatur.cli.training.Training;
import imprimatur.policy.PolicyLoader;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the screener. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "Measure the screener on labelled prompts.")
final class EvaluateCommand implements Callable<Integer> {
    @Option(names = "--leave-one-source-out", description = "Train without each source in turn, and judge on it.")
    private boolean leaveOneOut;

    @Option(names = "--data", description = "Folder of the public data sets; default: shared/data beside the project.")
    private @Nullable Path data;

    @Option(names = "--corpus", description = "Folder of our own corpus; default: training/corpus.")
    private @Nullable Path corpus;

    @Override
    public Integer call() {
        try (var training = Training.of(Project.find(), data, corpus)) {
            if (leaveOneOut) {
                for (var row : new LeaveOneOut(training, PolicyLoader.bundled()).rows()) {
                    System.out.printf(
                            "%-14s %-6s %-15s %5d %5d  %.3f  %.2f  %.2f%n",
                            row.source(),
                            row.language(),
                            row.category().code(),
                            row.positives(),
                            row.harmless(),
                            row.auprc(),
                            row.recall(),
                            row.flagged());
                }
            }
        }
        return 0;
    }
}
