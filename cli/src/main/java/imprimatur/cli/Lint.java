package imprimatur.cli;

import imprimatur.cli.local.Project;
import imprimatur.cli.local.Tools;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Holds the template against cfn-lint; its errors and warnings fail. */
@Command(name = "lint", mixinStandardHelpOptions = true, description = "Check template.yaml with cfn-lint.")
final class Lint implements Callable<Integer> {
    @Override
    public Integer call() {
        var tools = new Tools(Project.find());
        tools.install();
        return tools.lint();
    }
}
