package imprimatur.cli.simulation;

import java.util.ArrayList;
import java.util.List;

/** A person's prompts. */
final class PersonWriter implements Writer {
    private final Words words;
    private final double edits;
    private final Dice dice;
    private final List<String> subjects = new ArrayList<>();
    private final List<String> styles = new ArrayList<>();
    private final List<String> parts = new ArrayList<>();

    PersonWriter(Words words, double edits, Dice dice) {
        this.words = words;
        this.edits = edits;
        this.dice = dice;
        for (var i = dice.between(2, 12); i > 0; i--) {
            subjects.add(dice.pick(words.subjects()));
        }
        for (var i = dice.between(1, 4); i > 0; i--) {
            styles.add(dice.pick(words.styles()));
        }
    }

    @Override
    public String next() {
        if (parts.isEmpty() || !dice.chance(edits)) {
            begin();
        } else {
            edit();
        }
        return String.join(words.comma(), parts);
    }

    private void begin() {
        parts.clear();
        var subject = dice.chance(0.7) ? dice.pick(subjects) : dice.pick(words.subjects());
        var joint = words.joint();
        parts.add(subject + joint + dice.pick(words.actions()) + joint + dice.pick(words.scenes()));
        if (dice.chance(0.6)) {
            parts.add(dice.pick(styles));
        }
        while (dice.chance(0.45)) {
            parts.add(dice.pick(words.details()));
        }
    }

    private void edit() {
        var last = parts.size() - 1;
        switch (dice.between(0, 4)) {
            case 0, 1 -> parts.add(dice.pick(words.details()));
            case 2 -> parts.set(last, dice.pick(last == 0 ? words.captionless() : words.details()));
            case 3 -> parts.add(dice.pick(words.lights()));
            default -> {
                if (last > 0) {
                    parts.remove(dice.between(1, last));
                }
            }
        }
        while (parts.size() > 9) {
            parts.remove(1);
        }
    }
}
