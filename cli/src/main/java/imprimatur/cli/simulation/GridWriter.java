package imprimatur.cli.simulation;

import java.util.List;

/** All combinations of a few lists: in their order and one form, or leaping about and worded in turns. */
final class GridWriter implements Writer {
    /** Coprime to any grid's size, so that the leaps come to every combination. */
    private static final int LEAP = 104_729;

    private final Words words;
    private final boolean paraphrased;
    private final Dice dice;
    private final String form;
    private long cell;

    GridWriter(Words words, int start, boolean paraphrased, Dice dice) {
        this.words = words;
        this.cell = start;
        this.paraphrased = paraphrased;
        this.dice = dice;
        this.form = dice.pick(words.gridForms());
    }

    @Override
    public String next() {
        cell += paraphrased ? LEAP : 1;
        var rest = cell;
        var light = at(words.lights(), rest);
        rest /= words.lights().size();
        var style = at(words.styles(), rest);
        rest /= words.styles().size();
        var action = at(words.actions(), rest);
        rest /= words.actions().size();
        var subject = at(words.subjects(), rest);
        var prompt = (paraphrased ? dice.pick(words.gridForms()) : form).formatted(subject, action, style, light);
        return paraphrased && dice.chance(0.5) ? prompt + words.comma() + dice.pick(words.details()) : prompt;
    }

    private static String at(List<String> list, long cell) {
        return list.get((int) (cell % list.size()));
    }
}
