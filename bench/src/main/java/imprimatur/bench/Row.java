package imprimatur.bench;

import java.util.List;

/**
 * One measurement.
 *
 * @param p50 micros
 * @param p99 micros
 * @param perSecond how many were done in a second; on one core where nothing else is said
 */
record Row(String what, double p50, double p99, double perSecond) {
    static Row of(String what, List<Double> micros, double perSecond) {
        var sorted = micros.stream().sorted().toList();
        return new Row(what, percentile(sorted, 0.5), percentile(sorted, 0.99), perSecond);
    }

    private static double percentile(List<Double> sorted, double share) {
        return sorted.get(Math.min(sorted.size() - 1, (int) (share * sorted.size())));
    }
}
