package imprimatur.scan;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import imprimatur.aws.Clients;
import imprimatur.aws.DynamoBanks;
import imprimatur.aws.Environment;
import imprimatur.aws.Log;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** On a schedule: writes a snapshot of the hash banks where they have changed. */
public final class SnapshotHandler implements RequestHandler<Map<String, Object>, Map<String, Object>> {
    private final Supplier<Optional<Integer>> publish;
    private final Log log;

    /** As Lambda makes it: from the environment. */
    public SnapshotHandler() {
        this(publishing(Environment.read(), new Clients(), InstantSource.system()), Log.standard());
    }

    SnapshotHandler(Supplier<Optional<Integer>> publish, Log log) {
        this.publish = publish;
        this.log = log;
    }

    private static Supplier<Optional<Integer>> publishing(
            Environment environment, Clients clients, InstantSource clock) {
        var banks = new DynamoBanks(clients.dynamo(), environment.banksTable(), clock);
        var snapshots = Wiring.snapshots(environment, clients, clock);
        return () -> snapshots.publish(banks);
    }

    /** Says how many hashes a new snapshot holds; nothing where none was due. */
    @Override
    public Map<String, Object> handleRequest(Map<String, Object> event, Context context) {
        var written = publish.get();
        written.ifPresent(hashes -> log.info("bank.snapshot", Map.of("hashes", hashes.toString())));
        return written.<Map<String, Object>>map(hashes -> Map.of("hashes", hashes))
                .orElse(Map.of());
    }
}
