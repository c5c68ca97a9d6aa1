package imprimatur.cli.local;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * How a function's processes are.
 *
 * @param waiting events that no process has taken yet
 */
public record FunctionStatus(
        String function, String version, List<ProcessStatus> processes, int waiting, long invocations, long errors) {
    public FunctionStatus {
        processes = List.copyOf(processes);
    }

    /** One process; {@code phase} is starting, idle, busy or dead in capitals. */
    public record ProcessStatus(ProcessId id, String phase) {}

    /** A list of them as JSON holds it. */
    public record All(List<FunctionStatus> functions) {
        public All {
            functions = List.copyOf(functions);
        }
    }

    /** Such as {@code 1 idle, 2 busy}. */
    public String phases() {
        var counts = processes.stream()
                .collect(Collectors.groupingBy(
                        process -> process.phase().toLowerCase(Locale.ROOT),
                        java.util.TreeMap::new,
                        Collectors.counting()));
        return counts.isEmpty()
                ? "none"
                : counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }
}
