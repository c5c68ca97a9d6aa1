package imprimatur.cli;

import imprimatur.cli.local.Project;
import imprimatur.cli.local.StateFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Stops what {@code up} started, and that alone. */
@Command(name = "down", mixinStandardHelpOptions = true, description = "Stop the service on this machine.")
final class Down implements Callable<Integer> {
    @Override
    public Integer call() {
        var file = new StateFile(Project.find().stateFile());
        var state = file.read();
        if (state.isEmpty()) {
            System.out.println("Nothing runs.");
            return 0;
        }
        var ran = state.get().supervisor().alive();
        state.get().supervisor().stop();
        state.get().processes().reversed().forEach(process -> process.id().stop());
        file.delete();
        System.out.println(ran ? "Stopped." : "It had ended before; what was left is stopped.");
        return 0;
    }
}
