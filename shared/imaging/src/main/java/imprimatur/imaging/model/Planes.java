package imprimatur.imaging.model;

/** Pixels (red, green, blue side by side) as models want them: colour by colour. */
final class Planes {
    private Planes() {}

    /** All values of one colour after those of another, each {@code scale * value + shift}. */
    static float[] of(float[] pixels, float scale, float shift) {
        var count = pixels.length / 3;
        var planes = new float[pixels.length];
        for (var i = 0; i < count; i++) {
            for (var colour = 0; colour < 3; colour++) {
                planes[colour * count + i] = scale * pixels[3 * i + colour] + shift;
            }
        }
        return planes;
    }
}
