package imprimatur.usage.profile;

import java.util.HashMap;
import java.util.Map;

/**
 * Who did something and from where, as keyed hashes that change every {@link imprimatur.base.Limits#PSEUDONYM_SPAN},
 * and the little that may be said of it openly; 0 where something is not known.
 *
 * @param network its number, or by the address which block it is of, see {@link Pseudonyms}
 * @param browser whether it says that it is a browser
 */
public record Sender(long key, long ip, long network, long country, long agent, long device, boolean browser) {
    private static final String PREFIX = "sender.";
    private static final int HEX = 16;

    /** As facts of a decision's record; what is not known is left out. */
    public Map<String, Object> facts() {
        var facts = new HashMap<String, Object>();
        put(facts, "key", key);
        put(facts, "ip", ip);
        put(facts, "network", network);
        put(facts, "country", country);
        put(facts, "agent", agent);
        put(facts, "device", device);
        if (agent != 0) {
            facts.put(PREFIX + "browser", browser);
        }
        return facts;
    }

    private static void put(Map<String, Object> facts, String name, long hash) {
        if (hash != 0) {
            facts.put(PREFIX + name, Long.toHexString(hash));
        }
    }

    /** The sender that the facts of a record tell of; nobody known where they tell of none. */
    public static Sender of(Map<String, Object> facts) {
        return new Sender(
                hash(facts, "key"),
                hash(facts, "ip"),
                hash(facts, "network"),
                hash(facts, "country"),
                hash(facts, "agent"),
                hash(facts, "device"),
                Boolean.TRUE.equals(facts.get(PREFIX + "browser")));
    }

    private static long hash(Map<String, Object> facts, String name) {
        return facts.get(PREFIX + name) instanceof String hash ? Long.parseUnsignedLong(hash, HEX) : 0;
    }
}
