package imprimatur.cli;

import imprimatur.cli.local.LocalException;
import imprimatur.cli.local.Project;
import imprimatur.cli.training.Evaluation;
import imprimatur.cli.training.LeaveOneOut;
import imprimatur.cli.training.Report;
import imprimatur.cli.training.Training;
import imprimatur.policy.PolicyLoader;
import imprimatur.screening.model.Models;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Measures the screener, and writes what was measured into the documentation. */
@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = {
            "Measure the screener and the policy on labelled prompts; the tables and curves go to docs/screening.md.",
            "Lines are {\"text\",\"lang\",\"labels\":{category:0|1},\"set\"?,\"kind\"?}; a category that is absent is",
            "unknown. A name that ends in .gz is unpacked."
        })
final class EvaluateCommand implements Callable<Integer> {
    @Parameters(paramLabel = "FILE", arity = "0..*", description = "Files of labelled prompts.")
    private List<Path> files = List.of();

    @Option(names = "--leave-one-source-out", description = "Train without each source in turn, and judge on it.")
    private boolean leaveOneOut;

    @Option(names = "--data", description = "Folder of the public data sets; default: shared/data beside the project.")
    private @Nullable Path data;

    @Option(names = "--corpus", description = "Folder of our own corpus; default: training/corpus.")
    private @Nullable Path corpus;

    @Option(names = "--weights", description = "Folder of weights; default: those of this build.")
    private @Nullable Path weights;

    @Override
    public Integer call() {
        if (files.isEmpty() && !leaveOneOut) {
            throw new LocalException("Name files to measure on, or ask for --leave-one-source-out.");
        }
        var project = Project.find();
        var policy = PolicyLoader.bundled();
        var report = new Report(project.root().resolve("docs"), System.out);
        try (var training = Training.of(project, data, corpus)) {
            if (!files.isEmpty()) {
                var models = weights == null ? Models.bundled() : Models.in(weights);
                report.files(Evaluation.of(training, training.screener(models), policy, files));
            }
            if (leaveOneOut) {
                report.leftOut(new LeaveOneOut(training, policy).run());
            }
        }
        return 0;
    }
}
