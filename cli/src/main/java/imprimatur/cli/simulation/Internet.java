package imprimatur.cli.simulation;

import java.util.List;

/** Addresses by autonomous system: each has prefixes of its own in the reserved block 240.0.0.0/4. */
final class Internet {
    /** Autonomous systems of providers of servers. */
    static final List<Integer> HOSTING = List.of(16509, 14618, 396982, 8075, 24940, 16276, 14061, 45102, 132203, 63949);

    /** Autonomous systems of universities and their networks. */
    static final List<Integer> CAMPUS = List.of(3, 4538, 786, 680, 2200, 11537, 7575);

    private static final int PREFIXES = 64;

    private Internet() {}

    /** Some customer's line of the provider. */
    static Address home(int asn, Dice dice, String country) {
        return new Address(ip(asn, dice.between(0, PREFIXES - 1), dice.between(1, 254)), asn, country);
    }

    /** The gate of that number, behind which many customers of the provider stand. */
    static Address shared(int asn, int gate, String country) {
        return new Address(ip(asn, PREFIXES, 1 + gate % 254), asn, country);
    }

    /** A server of some provider. */
    static Address server(Dice dice, String country) {
        return home(dice.pick(HOSTING), dice, country);
    }

    private static String ip(int asn, int prefix, int host) {
        var mixed = (asn * 0x9E3779B97F4A7C15L + prefix * 0xD1B54A32D192ED03L) >>> 44;
        return (240 + (mixed >>> 16)) + "." + (mixed >>> 8 & 255) + "." + (mixed & 255) + "." + host;
    }
}
