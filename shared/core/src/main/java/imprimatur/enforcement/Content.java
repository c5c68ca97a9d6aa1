package imprimatur.enforcement;

/**
 * An image as enforcement sees it.
 *
 * @param account whose it is
 * @param decisionId the scan's decision on its newest version
 */
public record Content(String account, String decisionId) {}
