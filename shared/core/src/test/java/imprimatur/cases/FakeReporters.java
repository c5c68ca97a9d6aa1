package imprimatur.cases;

import imprimatur.base.Limits;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Reporters in memory. */
public final class FakeReporters implements Reporters {
    private final Map<String, Reporter> records = new TreeMap<>();

    @Override
    public synchronized Optional<Reporter> find(String id) {
        return Optional.ofNullable(records.get(id));
    }

    @Override
    public synchronized void reported(String id, Instant at) {
        var before = find(id).orElseGet(() -> Reporter.unknown(id));
        records.put(id, before.having(before.reports() + 1));
    }

    @Override
    public synchronized Reporter change(String id, Instant at, UnaryOperator<Reporter> change) {
        var after = change.apply(find(id).orElseGet(() -> Reporter.unknown(id)));
        records.put(id, after);
        return after;
    }

    @Override
    public synchronized Page<Reporter> list(Reporter.Standing standing, @Nullable String cursor) {
        return new Page<>(
                records.values().stream()
                        .filter(one -> one.standing() == standing)
                        .limit(Limits.PAGE_ITEMS)
                        .toList(),
                null);
    }
}
