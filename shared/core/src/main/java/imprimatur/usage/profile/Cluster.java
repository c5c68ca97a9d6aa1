package imprimatur.usage.profile;

import java.nio.ByteBuffer;

/**
 * Prompts that are made after one pattern. Kept is what most of them have in common: for each hash function the value
 * that wins the majority vote of Boyer and Moore (1981).
 */
final class Cluster {
    private static final int MOST_VOTES = 100;
    private static final int SURE_VOTES = 4;

    final int[] common = new int[PromptPrint.SIZE];
    private final byte[] votes = new byte[PromptPrint.SIZE];
    double weight;
    int seen;

    void join(int[] smallest, int seconds) {
        for (var i = 0; i < common.length; i++) {
            if (common[i] == smallest[i]) {
                votes[i] = (byte) Math.min(MOST_VOTES, votes[i] + 1);
            } else if (votes[i] <= 0) {
                common[i] = smallest[i];
                votes[i] = 1;
            } else {
                votes[i]--;
            }
        }
        weight++;
        seen = Math.max(seen, seconds);
    }

    /** A hash of what the prompts have in common in two neighbouring places; 0 where they do not agree. */
    long band(int i) {
        return votes[i] < SURE_VOTES || votes[i + 1] < SURE_VOTES ? 0 : Mix.of(Mix.of(i, common[i]), common[i + 1]);
    }

    void write(ByteBuffer out) {
        for (var value : common) {
            out.putInt(value);
        }
        out.put(votes).putFloat((float) weight).putInt(seen);
    }

    Cluster read(ByteBuffer in) {
        for (var i = 0; i < common.length; i++) {
            common[i] = in.getInt();
        }
        in.get(votes);
        weight = in.getFloat();
        seen = in.getInt();
        return this;
    }
}
