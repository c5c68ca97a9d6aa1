package imprimatur.cli;

import imprimatur.cli.local.LocalException;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command {@code imprimatur}. Exit codes: 0 done, 1 failed, 2 wrongly used, 3 not running. */
@Command(
        name = "imprimatur",
        mixinStandardHelpOptions = true,
        version = "imprimatur 0.1.0",
        description = "Runs the service on this machine.",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            Up.class,
            Down.class,
            Status.class,
            LogsCommand.class,
            DemoCommand.class,
            ToolsCommand.class,
            ScreenCommand.class,
            HashCommand.class,
            BankCommand.class,
            ScanCommand.class,
            DetectCommand.class,
            EvaluateCommand.class,
            TrainCommand.class,
            Lint.class,
            PolicyCommand.class,
            ReplayCommand.class,
            SimulateCommand.class,
            DeadLettersCommand.class
        })
public final class Main implements Runnable {
    @CommandLine.Spec
    @SuppressWarnings("NullAway.Init")
    private CommandLine.Model.CommandSpec spec;

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] args) {
        System.exit(run(args));
    }

    static int run(String... args) {
        return commandLine().execute(args);
    }

    static CommandLine commandLine() {
        return new CommandLine(new Main())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, command, parsed) -> report(command.getErr(), exception));
    }

    @Override
    public void run() {
        spec.commandLine().usage(spec.commandLine().getOut());
    }

    private static int report(PrintWriter err, Exception exception) throws Exception {
        if (exception instanceof LocalException) {
            err.println();
            err.println("imprimatur: " + exception.getMessage());
            err.flush();
            return 1;
        }
        throw exception;
    }
}
