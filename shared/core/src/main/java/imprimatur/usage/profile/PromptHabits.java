package imprimatur.usage.profile;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.stream.IntStream;

/** How an account words its prompts: after patterns, counting up, trying again, as captions. Old prompts fade. */
final class PromptHabits {
    private static final int CLUSTERS = 8;

    /** Prompts of one pattern have about so much of their words in common. */
    private static final double ALIKE = 0.42;

    /** Numbers that rise by no more than this count up. */
    private static final int COUNT_STEP = 3;

    private static final int THREAD_SECONDS = 3600;
    private static final int DISTINCT_REGISTERS = 128;
    private static final int COUNTS = 10;
    private static final int TOTAL = 0;
    private static final int CLUSTERED = 1;
    private static final int REPEATED = 2;
    private static final int EDITED = 3;
    private static final int COUNTED = 4;
    private static final int CAPTIONS = 5;
    private static final int INTENT = 6;
    private static final int SIZED = 7;
    private static final int INTERLEAVED = 8;
    private static final int ALL = 9;

    private final double[] counts = new double[COUNTS];
    private final Cluster[] clusters = new Cluster[CLUSTERS];
    private final Distinct distinct = new Distinct(DISTINCT_REGISTERS);
    private final int[] last = new int[PromptPrint.SIZE];
    private long lastExact;
    private long lastNumber;
    private int lastWords;
    private int lastCluster = -1;
    private long commonSize;

    PromptHabits() {
        Arrays.setAll(clusters, i -> new Cluster());
    }

    void add(PromptPrint prompt, Trace trace) {
        distinct.add(prompt.exact(), trace.hour());
        counts[TOTAL]++;
        counts[ALL]++;
        counts[CAPTIONS] += prompt.caption() ? 1 : 0;
        counts[INTENT] += prompt.intent() ? 1 : 0;
        sized(prompt.size());
        follow(prompt);
        cluster(prompt, trace.seconds());
        System.arraycopy(prompt.smallest(), 0, last, 0, last.length);
        lastExact = prompt.exact();
        lastNumber = prompt.number();
        lastWords = prompt.words();
    }

    /** The most frequent size, by a vote. */
    private void sized(long size) {
        if (size == 0) {
            return;
        }
        if (size == commonSize || counts[SIZED] < 1) {
            commonSize = size;
            counts[SIZED]++;
        } else {
            counts[SIZED]--;
        }
    }

    private void follow(PromptPrint prompt) {
        if (prompt.exact() == lastExact) {
            counts[REPEATED]++;
        } else if (prompt.number() > lastNumber && lastNumber >= 0 && prompt.number() - lastNumber <= COUNT_STEP) {
            counts[COUNTED]++;
        } else if (prompt.words() != lastWords && PromptPrint.alike(prompt.smallest(), last) >= ALIKE) {
            counts[EDITED]++;
        }
    }

    private void cluster(PromptPrint prompt, int seconds) {
        var best = 0;
        var nearest = -1.0;
        var weakest = 0;
        for (var i = 0; i < CLUSTERS; i++) {
            var alike = clusters[i].weight > 0 ? PromptPrint.alike(prompt.smallest(), clusters[i].common) : 0;
            if (alike > nearest) {
                nearest = alike;
                best = i;
            }
            weakest = clusters[i].weight < clusters[weakest].weight ? i : weakest;
        }
        if (nearest >= ALIKE) {
            counts[CLUSTERED]++;
            if (best != lastCluster && lastCluster >= 0 && seconds - clusters[best].seen <= THREAD_SECONDS) {
                counts[INTERLEAVED]++;
            }
        } else {
            best = weakest;
            clusters[best] = new Cluster();
        }
        clusters[best].join(prompt.smallest(), seconds);
        lastCluster = best;
    }

    void fade(double factor) {
        for (var i = 0; i < COUNTS; i++) {
            counts[i] *= i == ALL ? 1 : factor;
        }
        for (var cluster : clusters) {
            cluster.weight *= factor;
        }
    }

    double count() {
        return counts[TOTAL];
    }

    double repeatShare() {
        return share(REPEATED);
    }

    double editShare() {
        return share(EDITED);
    }

    double countedShare() {
        return share(COUNTED);
    }

    double captionShare() {
        return share(CAPTIONS);
    }

    double intents() {
        return counts[INTENT];
    }

    double intentShare() {
        return share(INTENT);
    }

    double sizeShare() {
        return share(SIZED);
    }

    double interleavedShare() {
        return share(INTERLEAVED);
    }

    /** Part of the prompts that were made after one of the few patterns that are kept. */
    double templateShare() {
        return share(CLUSTERED);
    }

    /** Part of the prompts that were made after the most frequent pattern. */
    double largestShare() {
        var largest = 0.0;
        for (var cluster : clusters) {
            largest = Math.max(largest, cluster.weight);
        }
        return counts[TOTAL] < 1 ? 0 : Math.min(1, largest / counts[TOTAL]);
    }

    /** Patterns with at least a twentieth of the prompts. */
    int patterns() {
        var patterns = 0;
        for (var cluster : clusters) {
            patterns += cluster.weight >= Math.max(3, counts[TOTAL] / 20) ? 1 : 0;
        }
        return patterns;
    }

    double distinct(long hour) {
        return distinct.estimate(hour);
    }

    /**
     * Hashes that accounts have in common whose prompts are made after the same pattern; none before a pattern has
     * shown.
     *
     * @param least prompts of the pattern
     */
    long[] bands(double least) {
        var largest = clusters[0];
        for (var cluster : clusters) {
            largest = cluster.weight > largest.weight ? cluster : largest;
        }
        if (largest.weight < least) {
            return new long[0];
        }
        var sure = largest;
        return IntStream.iterate(0, i -> i < PromptPrint.SIZE, i -> i + 2)
                .mapToLong(sure::band)
                .filter(band -> band != 0)
                .toArray();
    }

    private double share(int count) {
        return counts[TOTAL] < 1 ? 0 : Math.min(1, counts[count] / counts[TOTAL]);
    }

    void merge(PromptHabits other) {
        for (var i = 0; i < COUNTS; i++) {
            counts[i] += other.counts[i];
        }
        distinct.merge(other.distinct);
        var all = new Cluster[2 * CLUSTERS];
        System.arraycopy(clusters, 0, all, 0, CLUSTERS);
        System.arraycopy(other.clusters, 0, all, CLUSTERS, CLUSTERS);
        Arrays.sort(all, (one, two) -> Double.compare(two.weight, one.weight));
        System.arraycopy(all, 0, clusters, 0, CLUSTERS);
        lastCluster = -1;
    }

    void write(ByteBuffer out) {
        for (var count : counts) {
            out.putFloat((float) count);
        }
        for (var cluster : clusters) {
            cluster.write(out);
        }
        distinct.write(out);
        for (var value : last) {
            out.putInt(value);
        }
        out.putLong(lastExact).putLong(lastNumber).putLong(commonSize);
        out.putInt(lastWords).put((byte) lastCluster);
    }

    PromptHabits read(ByteBuffer in) {
        for (var i = 0; i < COUNTS; i++) {
            counts[i] = in.getFloat();
        }
        for (var cluster : clusters) {
            cluster.read(in);
        }
        distinct.read(in);
        for (var i = 0; i < last.length; i++) {
            last[i] = in.getInt();
        }
        lastExact = in.getLong();
        lastNumber = in.getLong();
        commonSize = in.getLong();
        lastWords = in.getInt();
        lastCluster = in.get();
        return this;
    }
}
