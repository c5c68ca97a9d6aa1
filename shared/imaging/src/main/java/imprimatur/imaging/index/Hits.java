package imprimatur.imaging.index;

/** Takes what a search finds. */
@FunctionalInterface
public interface Hits {
    /**
     * A row that was found; one row may be told of more than once, always with a true distance.
     *
     * @param row its place in the block
     * @param distance to the query that found it
     */
    void hit(int row, int distance);
}
