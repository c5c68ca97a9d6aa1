package imprimatur.base;

/** Signed tokens: who holds one may see the state of a report, or appeal. Nothing is stored for them. */
public interface Tokens {
    /** A URL-safe token for an id and a purpose, such as {@code report} or {@code appeal}. */
    String sign(String purpose, String id);

    /** Whether the token is the one for this id and purpose; false for any garbage. */
    boolean verify(String purpose, String id, String token);
}
