package imprimatur.imaging.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import imprimatur.imaging.Picture;
import imprimatur.screening.model.OnnxModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Reads a line of Chinese or English (PP-OCRv4). The model says of each eighth pixel column which character is there,
 * or none; of the same character in a row one is read (connectionist temporal classification).
 */
final class TextRecognition implements AutoCloseable {
    private static final int HEIGHT = 48;
    private static final int SHORTEST = 48;
    private static final int LONGEST = 1_536;
    /** Samples of the picture a side for one pixel of the line, where the line is larger in the picture. */
    private static final int SAMPLES = 4;

    /** Below this mean likelihood of its characters a line is not read but guessed. */
    private static final double READABLE = 0.5;

    private final OnnxModel model = OnnxModel.load("/imprimatur/weights/text-recognition.onnx");
    private final List<String> characters = characters();

    /** After "none" those of the file, and the space. */
    private static List<String> characters() {
        var name = "/imprimatur/weights/characters.txt";
        try (var in = Objects.requireNonNull(TextRecognition.class.getResourceAsStream(name), name)) {
            var characters = new ArrayList<String>();
            characters.add("");
            characters.addAll(List.of(new String(in.readAllBytes(), UTF_8).split("\n", -1)));
            characters.add(" ");
            return List.copyOf(characters);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What stands there; empty where it cannot be read. */
    String read(Picture picture, TextLine line) {
        var width = Math.clamp(Math.round(HEIGHT * line.length() / line.height()), SHORTEST, LONGEST);
        var out = model.run("x", Planes.of(cut(picture, line, width), 2 / 255f, -1), 1, 3, HEIGHT, width);
        var classes = (int) out.shape()[2];
        if (classes != characters.size()) {
            throw new IllegalStateException(classes + " characters, not " + characters.size());
        }
        return decoded(out.values(), classes);
    }

    private String decoded(float[] likely, int classes) {
        var text = new StringBuilder();
        var sum = 0.0;
        var count = 0;
        var last = 0;
        for (var from = 0; from < likely.length; from += classes) {
            var best = 0;
            for (var i = 1; i < classes; i++) {
                if (likely[from + i] > likely[from + best]) {
                    best = i;
                }
            }
            if (best != 0 && best != last) {
                text.append(characters.get(best));
                sum += likely[from + best];
                count++;
            }
            last = best;
        }
        return count > 0 && sum / count >= READABLE ? text.toString().strip() : "";
    }

    /** The line laid level, pixel by pixel; what lies outside the picture is as its edge. */
    private static float[] cut(Picture picture, TextLine line, int width) {
        var pixels = new float[3 * width * HEIGHT];
        var step = line.length() / width;
        var down = line.height() / HEIGHT;
        var samples = Math.clamp((int) Math.ceil(Math.min(step, down)), 1, SAMPLES);
        var share = 1f / (samples * samples);
        for (var i = 0; i < width * HEIGHT * samples * samples; i++) {
            var pixel = i / (samples * samples);
            var inner = i % (samples * samples);
            var row = pixel / width;
            var innerRow = inner / samples;
            var along = (pixel % width + (inner % samples + 0.5) / samples) * step - line.length() / 2;
            var across = (row + (innerRow + 0.5) / samples) * down - line.height() / 2;
            add(
                    picture,
                    line.x() + line.alongX() * along - line.alongY() * across - 0.5,
                    line.y() + line.alongY() * along + line.alongX() * across - 0.5,
                    share,
                    pixels,
                    3 * pixel);
        }
        return pixels;
    }

    /** Between the four pixels around a point; blue first, as the model was trained. */
    private static void add(Picture picture, double x, double y, float share, float[] pixels, int to) {
        var left = Math.clamp((int) Math.floor(x), 0, picture.width() - 1);
        var top = Math.clamp((int) Math.floor(y), 0, picture.height() - 1);
        var right = Math.min(left + 1, picture.width() - 1);
        var bottom = Math.min(top + 1, picture.height() - 1);
        var toRight = (float) Math.clamp(x - left, 0, 1);
        var toBottom = (float) Math.clamp(y - top, 0, 1);
        var rgb = picture.rgb();
        for (var colour = 0; colour < 3; colour++) {
            var above = mixed(
                    rgb, 3 * (top * picture.width() + left), 3 * (top * picture.width() + right), colour, toRight);
            var below = mixed(
                    rgb,
                    3 * (bottom * picture.width() + left),
                    3 * (bottom * picture.width() + right),
                    colour,
                    toRight);
            pixels[to + 2 - colour] += share * (above + toBottom * (below - above));
        }
    }

    private static float mixed(byte[] rgb, int left, int right, int colour, float share) {
        var value = rgb[left + colour] & 255;
        return value + share * ((rgb[right + colour] & 255) - value);
    }

    @Override
    public void close() {
        model.close();
    }
}
