package imprimatur.cli.simulation;

import java.util.ArrayList;
import java.util.List;

/** Somebody's prompts, one after another. */
interface Writer {
    String next();

    /** A person: has an idea, words it, edits it a few times, goes to the next; returns to what is liked. */
    static Writer person(String language, double edits, Dice dice) {
        return new PersonWriter(Words.of(language), edits, dice);
    }

    /** A program that fills one template with what it counts through. */
    static Writer template(Words words, Dice dice) {
        var form = dice.pick(words.templates());
        var things = words.things();
        var offset = dice.between(0, 10_000);
        return new Writer() {
            private int count = offset;

            @Override
            public String next() {
                count++;
                return form.formatted(
                        things.get(count % things.size()),
                        words.colours().get(count / 3 % words.colours().size()),
                        count);
            }
        };
    }

    /** Every combination of subject, action, style and light in turn. */
    static Writer grid(Words words, Dice dice) {
        return new GridWriter(words, dice.between(0, 50_000), false, dice);
    }

    /** The same combinations in no order and in changing words. */
    static Writer paraphrasedGrid(Words words, Dice dice) {
        return new GridWriter(words, dice.between(0, 50_000), true, dice);
    }

    /** Short plain descriptions as those of photo collections. */
    static Writer captions(Words words, Dice dice) {
        return () -> dice.pick(words.captions())
                .formatted(dice.pick(words.subjects()), dice.pick(words.actions()), dice.pick(words.scenes()));
    }

    /** The job of a business: one form, filled with the day's matter. */
    static Writer business(Words words, Dice dice) {
        var form = dice.pick(words.jobs());
        return () -> form.formatted(dice.pick(words.things()), dice.pick(words.scenes()), dice.pick(words.colours()));
    }

    /** Many people behind one server, in turns as they come. */
    static Writer crowd(int people, double edits, Dice dice) {
        var writers = new ArrayList<Writer>();
        for (var i = 0; i < people; i++) {
            writers.add(person(dice.pick(Place.ALL).prompts(), edits, dice.fork()));
        }
        return () -> dice.pick(writers).next();
    }

    /** Now and then with a remark in front. */
    default Writer remarking(List<String> remarks, double share, Dice dice) {
        return () -> dice.chance(share) ? dice.pick(remarks).formatted(dice.between(1, 90_000)) + next() : next();
    }
}
