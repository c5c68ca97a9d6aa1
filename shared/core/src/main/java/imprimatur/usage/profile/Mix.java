package imprimatur.usage.profile;

/** Fast mixing of 64 bits; secrecy comes from a seed that is secret, and from keeping few of the results. */
final class Mix {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Mix() {}

    /** The finaliser of SplitMix64 (Steele, Lea and Flood, 2014). */
    static long of(long value) {
        var z = value + GOLDEN;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }

    static long of(long one, long other) {
        return of(of(one) ^ other);
    }

    static long of(long seed, CharSequence text) {
        var hash = seed;
        for (var i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * 0x100000001B3L;
        }
        return of(hash ^ text.length());
    }
}
