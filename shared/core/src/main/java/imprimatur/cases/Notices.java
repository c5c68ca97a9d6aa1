package imprimatur.cases;

/** Where notices wait for their case: what is accepted here is not lost (G3). */
public interface Notices {
    /**
     * Takes the notice on.
     *
     * @throws imprimatur.base.ImprimaturException.Unavailable if it could not be taken; then nothing was accepted
     */
    void accept(Notice notice);
}
