package imprimatur.imaging.model;

import imprimatur.imaging.Picture;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.util.Map;

/** Draws words with strokes of its own, so that no font need be installed. */
final class Lettering {
    /** Points in a box 4 wide and 6 high; a slash lifts the pen. */
    private static final Map<Character, String> LETTERS = Map.ofEntries(
            Map.entry('A', "06 20 46 / 14 34"),
            Map.entry('B', "00 06 36 45 44 33 03 / 33 42 41 30 00"),
            Map.entry('D', "00 06 26 44 42 20 00"),
            Map.entry('E', "40 00 06 46 / 03 33"),
            Map.entry('G', "41 30 10 01 05 16 36 45 43 23"),
            Map.entry('H', "00 06 / 40 46 / 03 43"),
            Map.entry('L', "00 06 46"),
            Map.entry('N', "06 00 46 40"),
            Map.entry('O', "10 30 41 45 36 16 05 01 10"),
            Map.entry('R', "06 00 30 41 42 33 03 / 23 46"),
            Map.entry('W', "00 16 22 36 40"),
            Map.entry(' ', ""));

    private Lettering() {}

    /** Words on a plain picture of 900 × 600, a letter {@code size} high, turned by an angle in degrees. */
    static Picture picture(String words, double size, double degrees) {
        var image = new BufferedImage(900, 600, BufferedImage.TYPE_INT_RGB);
        var pen = image.createGraphics();
        pen.setColor(new Color(230, 225, 210));
        pen.fillRect(0, 0, 900, 600);
        pen.setColor(new Color(20, 25, 60));
        pen.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        pen.setStroke(new BasicStroke((float) size / 8, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND));
        pen.rotate(Math.toRadians(degrees), 450, 300);
        write(pen, words, size);
        pen.dispose();
        return picture(image);
    }

    private static void write(Graphics2D pen, String words, double size) {
        var unit = size / 6;
        for (var i = 0; i < words.length(); i++) {
            var place = AffineTransform.getTranslateInstance(450 + (i - words.length() / 2.0) * 5.6 * unit, 300);
            place.scale(unit, unit);
            pen.draw(place.createTransformedShape(letter(LETTERS.getOrDefault(words.charAt(i), ""))));
        }
    }

    private static Path2D letter(String points) {
        var path = new Path2D.Double();
        var down = false;
        for (var point : points.split(" ", -1)) {
            if (point.length() == 2) {
                var x = point.charAt(0) - '0';
                var y = point.charAt(1) - '0';
                if (down) {
                    path.lineTo(x, y);
                } else {
                    path.moveTo(x, y);
                }
            }
            down = point.length() == 2;
        }
        return path;
    }

    static Picture picture(BufferedImage image) {
        var rgb = new byte[3 * image.getWidth() * image.getHeight()];
        for (var i = 0; i < rgb.length / 3; i++) {
            var pixel = image.getRGB(i % image.getWidth(), i / image.getWidth());
            rgb[3 * i] = (byte) (pixel >> 16);
            rgb[3 * i + 1] = (byte) (pixel >> 8);
            rgb[3 * i + 2] = (byte) pixel;
        }
        return new Picture(image.getWidth(), image.getHeight(), rgb);
    }
}
