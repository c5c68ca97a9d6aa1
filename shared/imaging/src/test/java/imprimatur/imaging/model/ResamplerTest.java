package imprimatur.imaging.model;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import imprimatur.imaging.Picture;
import org.junit.jupiter.api.Test;

class ResamplerTest {
    private static Picture grey(int width, int height, int... values) {
        var rgb = new byte[3 * values.length];
        for (var i = 0; i < rgb.length; i++) {
            rgb[i] = (byte) values[i / 3];
        }
        return new Picture(width, height, rgb);
    }

    private static float[] reds(float[] pixels) {
        var reds = new float[pixels.length / 3];
        for (var i = 0; i < reds.length; i++) {
            reds[i] = pixels[3 * i];
        }
        return reds;
    }

    @Test
    void aSmallerPictureIsTheMeanOfTheAreas() {
        var picture = grey(4, 2, 0, 100, 200, 200, 100, 200, 0, 0);

        assertArrayEquals(new float[] {100, 100}, reds(Resampler.resized(picture, 0, 0, 4, 2, 2, 1)), 1e-3f);
    }

    @Test
    void aSideThatDoesNotDivideIsSharedOut() {
        var picture = grey(3, 1, 0, 90, 240);

        assertArrayEquals(new float[] {30, 190}, reds(Resampler.resized(picture, 0, 0, 3, 1, 2, 1)), 1e-3f);
    }

    @Test
    void aLargerPictureLiesBetweenItsNeighbours() {
        var picture = grey(2, 1, 0, 100);

        assertArrayEquals(new float[] {0, 25, 75, 100}, reds(Resampler.resized(picture, 0, 0, 2, 1, 4, 1)), 1e-3f);
    }

    @Test
    void aPartIsTakenFromItsPlace() {
        var picture = grey(4, 2, 1, 2, 3, 4, 5, 6, 7, 8);

        assertArrayEquals(new float[] {6, 7}, reds(Resampler.resized(picture, 1, 1, 2, 1, 2, 1)), 1e-3f);
    }

    @Test
    void shrinkingKeepsShapeAndLeavesSmallPicturesAlone() {
        var picture = grey(4, 2, 1, 2, 3, 4, 5, 6, 7, 8);

        assertSame(picture, Resampler.shrunk(picture, 4));
        assertEquals(2, Resampler.shrunk(picture, 2).width());
        assertEquals(1, Resampler.shrunk(picture, 2).height());
    }
}
