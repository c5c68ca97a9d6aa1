package imprimatur.imaging.second;

import java.util.List;

/**
 * A service that sees what models here cannot. Each call costs money. Images are JPEGs of at most 5 MB.
 *
 * <p>Each method throws {@link imprimatur.base.ImprimaturException.Unavailable} where there is no answer in time.
 */
public interface VisionService {
    /** What the image shows that a service may not want to show. */
    List<Label> labels(byte[] jpeg);

    /** The faces in it. */
    List<Face> faces(byte[] jpeg);

    /** Public figures who are recognised in it. */
    List<Celebrity> celebrities(byte[] jpeg);

    /** Lines of text in it. */
    List<String> text(byte[] jpeg);

    /** Something seen, with a confidence in 0–1. */
    record Label(String name, double confidence) {}

    /** A face, with the low end of the years that it may have, and a confidence in 0–1. */
    record Face(int youngest, double confidence) {}

    /** A public figure, with a confidence in 0–1. */
    record Celebrity(String name, double confidence) {}
}
