package imprimatur.cli.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;

/**
 * What is still to happen, the earliest first. It holds the next step of every actor and the few events under way,
 * never the whole of a simulation.
 */
final class Agenda {
    /** Somebody whose step may put events, and the next step, on the agenda, not before {@code now}. */
    interface Actor {
        void act(long now, Agenda agenda);
    }

    private record Due(
            long at,
            long order,
            @Nullable Actor actor,
            @Nullable Event event) {}

    private final PriorityQueue<Due> queue =
            new PriorityQueue<>(Comparator.comparingLong(Due::at).thenComparingLong(Due::order));
    private final long end;
    private long order;

    /** @param end milliseconds since the epoch; nothing happens from then on */
    Agenda(long end) {
        this.end = end;
    }

    /** Lets the actor act at that time, in milliseconds since the epoch. */
    void wake(long at, Actor actor) {
        add(at, actor, null);
    }

    /** Reports the event at that time, which is its own or, for a late one, after it. */
    void report(long at, Event event) {
        add(at, null, event);
    }

    /** The next event; null when nothing is left. */
    @Nullable
    Event next() {
        while (true) {
            var due = queue.poll();
            if (due == null) {
                return null;
            }
            if (due.event() != null) {
                return due.event();
            }
            if (due.actor() != null) {
                due.actor().act(due.at(), this);
            }
        }
    }

    private void add(long at, @Nullable Actor actor, @Nullable Event event) {
        if (at < end) {
            queue.add(new Due(at, order++, actor, event));
        }
    }
}
