package imprimatur.cases;

/** How much a reporter's word weighs, by what became of the reports before. */
public interface ReporterWeight {
    /** Of whom nothing is known. */
    double NEUTRAL = 0.7;

    /**
     * 0 for one who was never right to 1 for one who always was; trusted flaggers have 1.
     *
     * @throws imprimatur.base.ImprimaturException.Unavailable if it could not be looked up
     */
    double of(Notice notice);
}
