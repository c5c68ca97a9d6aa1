package imprimatur.cli.training;

import imprimatur.cli.training.Metrics.Point;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** Draws precision over recall as SVG, readable on light and dark pages. */
final class CurveChart {
    private static final int LEFT = 46;
    private static final int TOP = 30;
    private static final int SIDE = 300;
    private static final int WIDTH = 620;
    private static final int HEIGHT = TOP + SIDE + 40;
    private static final int LEGEND = LEFT + SIDE + 20;
    private static final int STEPS = 120;

    /** Colours that differ for the colour-blind too (Okabe and Ito). */
    private static final List<String> COLOURS =
            List.of("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#e69f00", "#56b4e9", "#999999");

    private CurveChart() {}

    static String svg(String category, List<Ranking> rankings) {
        var text = new StringBuilder();
        var svg = new Formatter(text, Locale.ROOT);
        svg.format(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\" role=\"img\" font-family=\"sans-serif\""
                        + " font-size=\"12\">%n<title>Precision and recall of %s</title>%n"
                        + "<rect width=\"100%%\" height=\"100%%\" fill=\"#fff\"/>%n"
                        + "<text x=\"%d\" y=\"18\" font-size=\"14\">%s</text>%n",
                WIDTH, HEIGHT, category, LEFT, category);
        axes(svg);
        for (var i = 0; i < rankings.size(); i++) {
            curve(svg, rankings.get(i), COLOURS.get(i % COLOURS.size()), i);
        }
        return text.append("</svg>\n").toString();
    }

    private static void axes(Formatter svg) {
        for (var tick = 0; tick <= 4; tick++) {
            var share = tick / 4.0;
            svg.format(
                    "<path d=\"M%d %.1fH%d M%.1f %dV%d\" stroke=\"#ddd\"/>%n"
                            + "<text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.2f</text>%n"
                            + "<text x=\"%.1f\" y=\"%d\" text-anchor=\"middle\">%.2f</text>%n",
                    LEFT,
                    y(share),
                    LEFT + SIDE,
                    x(share),
                    TOP,
                    TOP + SIDE,
                    LEFT - 6,
                    y(share) + 4,
                    share,
                    x(share),
                    TOP + SIDE + 16,
                    share);
        }
        svg.format("<text x=\"%d\" y=\"%d\" text-anchor=\"middle\">recall</text>%n", LEFT + SIDE / 2, TOP + SIDE + 34);
        svg.format(
                "<text x=\"14\" y=\"%d\" text-anchor=\"middle\" transform=\"rotate(-90 14 %d)\">precision</text>%n",
                TOP + SIDE / 2, TOP + SIDE / 2);
    }

    private static void curve(Formatter svg, Ranking ranking, String colour, int number) {
        svg.format("<polyline fill=\"none\" stroke-width=\"2\" stroke=\"%s\" points=\"", colour);
        var drawn = -1.0;
        for (var point : ranking.curve()) {
            if (point.recall() - drawn >= 1.0 / STEPS || (point.recall() == 1 && drawn < 1)) {
                svg.format("%.1f,%.1f ", x(point.recall()), y(point.precision()));
                drawn = drawnUpTo(point);
            }
        }
        svg.format("\"/>%n");
        svg.format(
                "<rect x=\"%d\" y=\"%d\" width=\"12\" height=\"12\" fill=\"%s\"/>%n<text x=\"%d\" y=\"%d\">%s (%s): %.2f</text>%n",
                LEGEND,
                TOP + number * 20,
                colour,
                LEGEND + 18,
                TOP + number * 20 + 10,
                ranking.set(),
                ranking.language(),
                ranking.auprc());
    }

    /** After recall 1 only precision falls; that tail is not drawn. */
    private static double drawnUpTo(Point point) {
        return point.recall() == 1 ? 2 : point.recall();
    }

    private static double x(double share) {
        return LEFT + SIDE * share;
    }

    private static double y(double share) {
        return TOP + SIDE * (1 - share);
    }
}
