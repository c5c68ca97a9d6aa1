package imprimatur.cli;

import imprimatur.cli.local.Client;
import imprimatur.cli.local.Project;
import imprimatur.cli.local.State;
import imprimatur.cli.local.StateFile;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Shows the processes of the running stack and how they are. */
@Command(
        name = "status",
        mixinStandardHelpOptions = true,
        description = "Show what runs; exit code 3 where nothing does or a part is down.")
final class Status implements Callable<Integer> {
    private static final int DOWN = 3;

    @Override
    public Integer call() {
        var state = new StateFile(Project.find().stateFile()).read();
        if (state.isEmpty() || !state.get().supervisor().alive()) {
            System.out.println("Nothing runs. To start: ./imprimatur up");
            return DOWN;
        }
        var healthy = show(state.get());
        System.out.println();
        System.out.print(Summary.of(state.get()));
        return healthy ? 0 : DOWN;
    }

    private static boolean show(State state) {
        System.out.printf("%-24s%-10s%-10s%s%n", "PART", "PROCESS", "HEALTH", "WHERE");
        var origin = state.ready() && Client.healthy(state.origin() + "/");
        var endpoint = Client.healthy(state.endpoint() + "/_ministack/health");
        row("origin", state.supervisor().pid(), origin ? "up" : state.ready() ? "down" : "starting", state.origin());
        state.processes()
                .forEach(
                        process -> row(process.name(), process.id().pid(), endpoint ? "up" : "down", state.endpoint()));
        var runtime = state.runtime();
        if (runtime != null) {
            Client.functions(runtime)
                    .forEach(function -> function.processes()
                            .forEach(process -> row(
                                    function.function(),
                                    process.id().pid(),
                                    process.phase().toLowerCase(java.util.Locale.ROOT),
                                    "version " + function.version())));
        }
        return origin && endpoint;
    }

    private static void row(String name, long pid, String health, String where) {
        System.out.printf("%-24s%-10d%-10s%s%n", name, pid, health, where);
    }
}
