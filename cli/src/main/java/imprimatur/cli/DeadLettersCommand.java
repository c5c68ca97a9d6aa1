package imprimatur.cli;

import imprimatur.base.DeadLetterQueues;
import imprimatur.base.ImprimaturException;
import imprimatur.base.Limits;
import imprimatur.cli.aws.Cloud;
import imprimatur.cli.local.LocalException;
import imprimatur.cli.local.MiniStack;
import imprimatur.cli.local.StateFile;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The dead-letter queues of the running stack. */
@Command(
        name = "dead-letters",
        mixinStandardHelpOptions = true,
        description = "Show what no retry could mend, with the reason, and put it back; without a subcommand, list.",
        synopsisSubcommandLabel = "[list | show QUEUE | redrive QUEUE]")
final class DeadLettersCommand implements Runnable {
    @Override
    public void run() {
        list();
    }

    @Command(name = "list", mixinStandardHelpOptions = true, description = "The queues and how many messages each has.")
    void list() {
        with(queues -> {
            System.out.printf("%-16s%s%n", "QUEUE", "MESSAGES");
            queues.queues().forEach(queue -> System.out.printf("%-16s%d%n", queue.name(), queue.count()));
        });
    }

    @Command(name = "show", mixinStandardHelpOptions = true, description = "The messages of a queue, with the reason.")
    void show(
            @Parameters(paramLabel = "QUEUE", description = "reports, uploads, decisions or executions.")
                    String queue) {
        with(queues -> queues.letters(queue)
                .forEach(letter -> System.out.printf(
                        "%s  %s  %s%n    %s%n", letter.receivedAt(), letter.id(), letter.summary(), letter.reason())));
    }

    @Command(
            name = "redrive",
            mixinStandardHelpOptions = true,
            description = "Put the messages of a queue back to where they are handled.")
    void redrive(
            @Parameters(paramLabel = "QUEUE", description = "reports or uploads.") String queue,
            @Option(names = "--limit", defaultValue = "500", description = "At most; default: ${DEFAULT-VALUE}.")
                    int limit) {
        if (limit < 1 || limit > Limits.DEAD_LETTERS_MOVED) {
            throw new LocalException("--limit must be within 1 and " + Limits.DEAD_LETTERS_MOVED + ".");
        }
        with(queues -> System.out.println(queues.redrive(queue, limit) + " put back"));
    }

    private static void with(Consumer<DeadLetterQueues> act) {
        var state = StateFile.running();
        try (var cloud = new Cloud(state.endpoint(), MiniStack.REGION)) {
            act.accept(cloud.deadLetters(state));
        } catch (ImprimaturException e) {
            throw new LocalException("That cannot be done: " + e.reason() + ".");
        }
    }
}
