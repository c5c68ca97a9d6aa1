package imprimatur.tests.adapters;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** Runs the same thing many times at once. */
final class AtOnce {
    private static final int THREADS = 6;

    private AtOnce() {}

    /** What each came to; the first failure is thrown. */
    static <T> List<T> run(int times, IntFunction<T> act) throws Exception {
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            var acts = IntStream.range(0, times)
                    .<Callable<T>>mapToObj(i -> () -> act.apply(i))
                    .toList();
            var results = new ArrayList<T>();
            for (var done : threads.invokeAll(acts)) {
                results.add(done.get());
            }
            return results;
        }
    }
}
