package imprimatur.imaging.model;

/**
 * Where a line of text lies in a picture: a rectangle that may be turned.
 *
 * @param x of its middle, in pixels of the picture
 * @param y of its middle
 * @param alongX direction of reading, a vector of length 1
 * @param alongY of the same
 * @param length in the direction of reading, pixels
 * @param height across it
 */
record TextLine(double x, double y, double alongX, double alongY, double length, double height) {
    TextLine scaled(double scale) {
        return new TextLine(x * scale, y * scale, alongX, alongY, length * scale, height * scale);
    }

    double area() {
        return length * height;
    }
}
