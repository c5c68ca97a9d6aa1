package imprimatur.enforcement;

/**
 * An upload that the scan blocked by itself.
 *
 * @param section the gravest section at stake
 * @param decision id of the recorded decision
 */
public record BlockedImage(String image, String account, String section, String decision) {}
