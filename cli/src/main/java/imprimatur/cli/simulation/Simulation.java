package imprimatur.cli.simulation;

import imprimatur.base.Json;
import java.io.IOException;
import java.io.Writer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Days in the life of a service, event by event, nearly in order of time; the same for the same seed. */
public final class Simulation {
    private final Agenda agenda;

    /**
     * @param accounts 1 or more
     * @param days 1 or more
     * @param truths is told what each account is, before the first event
     */
    public Simulation(long seed, int accounts, int days, Consumer<Truth> truths) {
        var dice = new Dice(seed);
        var climate = Climate.draw(dice, days);
        agenda = new Agenda(climate.end());
        new Cast(new Stage(climate, agenda, truths, dice.fork())).recruit(accounts, dice.fork());
    }

    /** Writes all events, a line of JSON each. */
    public void write(Writer out) throws IOException {
        for (var event = next(); event != null; event = next()) {
            out.write(Json.write(event));
            out.write('\n');
        }
    }

    /** The next event; null at the end. */
    @Nullable
    Event next() {
        return agenda.next();
    }
}
