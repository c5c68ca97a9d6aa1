package imprimatur.enforcement;

/** Where case files are locked away, beside the copies of the content. */
public interface CaseFiles {
    /**
     * Keeps the file as {@code {reference}/case.json}, locked like the copies, and verifies that it arrived whole. One
     * kept again is a further version; nothing is ever replaced.
     */
    void keep(String reference, CaseFile file);
}
