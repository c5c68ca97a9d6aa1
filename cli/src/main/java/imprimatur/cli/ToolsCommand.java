package imprimatur.cli;

import imprimatur.cli.local.Project;
import imprimatur.cli.local.Tools;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Installs the pinned Python tools and does nothing else. */
@Command(name = "tools", mixinStandardHelpOptions = true, description = "Install the pinned Python tools.")
final class ToolsCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        new Tools(Project.find()).install();
        return 0;
    }
}
