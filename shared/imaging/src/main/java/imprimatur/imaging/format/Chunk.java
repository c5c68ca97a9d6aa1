package imprimatur.imaging.format;

/** A named part of a file, whose data lie at {@code start}. */
public record Chunk(String name, int start, int length) {
    public int end() {
        return start + length;
    }
}
