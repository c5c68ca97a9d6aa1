package imprimatur.enforcement;

/**
 * A locked copy.
 *
 * @param key in the evidence bucket
 * @param versionId of the copy
 * @param sha256 of its bytes, in hex, equal to that of the original
 */
public record EvidenceCopy(String imageId, String key, String versionId, String sha256) {}
