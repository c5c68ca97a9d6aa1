package imprimatur.cli.training;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Measures of a ranking of prompts by score. */
final class Metrics {
    private Metrics() {}

    /** A score and whether it should be high. */
    record Scored(double score, boolean positive) {}

    /** A point of the precision-recall curve. */
    record Point(double recall, double precision) {}

    /** Area under the precision-recall curve as average precision, ties taken together; NaN without positives. */
    static double auprc(List<Scored> scored) {
        var area = 0.0;
        var recall = 0.0;
        for (var point : curve(scored)) {
            area += (point.recall() - recall) * point.precision();
            recall = point.recall();
        }
        return scored.stream().anyMatch(Scored::positive) ? area : Double.NaN;
    }

    /** A point for each distinct score, from the highest down. */
    static List<Point> curve(List<Scored> scored) {
        var sorted = scored.stream()
                .sorted(Comparator.comparingDouble(Scored::score).reversed())
                .toList();
        var positives = sorted.stream().filter(Scored::positive).count();
        var points = new java.util.ArrayList<Point>();
        var hits = 0;
        for (var i = 0; i < sorted.size(); i++) {
            hits += sorted.get(i).positive() ? 1 : 0;
            if (i == sorted.size() - 1
                    || sorted.get(i + 1).score() < sorted.get(i).score()) {
                points.add(new Point((double) hits / positives, (double) hits / (i + 1)));
            }
        }
        return points;
    }

    /** Share of positives above the score that this share of negatives is above; NaN without either. */
    static double recallAt(List<Scored> scored, double falsePositives) {
        var negatives = scored.stream()
                .filter(s -> !s.positive())
                .mapToDouble(Scored::score)
                .toArray();
        var positives = scored.stream()
                .filter(Scored::positive)
                .mapToDouble(Scored::score)
                .toArray();
        if (negatives.length == 0 || positives.length == 0) {
            return Double.NaN;
        }
        var threshold = quantile(negatives, falsePositives);
        return (double) Arrays.stream(positives)
                        .filter(score -> score > threshold)
                        .count()
                / positives.length;
    }

    /** The value that this share of the values is above. */
    static double quantile(double[] values, double above) {
        var sorted = values.clone();
        Arrays.sort(sorted);
        var allowed = (int) Math.floor(above * sorted.length);
        return sorted[Math.max(0, sorted.length - 1 - allowed)];
    }
}
