package imprimatur.cli.simulation;

/** Somebody who makes pictures at a pace. */
record Maker(Client client, Writer writer, Pace pace, double downloads) implements Agenda.Actor {
    /** Puts the first step on the agenda. */
    void start(long now, Agenda agenda) {
        schedule(now, agenda);
    }

    @Override
    public void act(long now, Agenda agenda) {
        client.create(now, writer.next(), downloads, agenda);
        schedule(now, agenda);
    }

    private void schedule(long now, Agenda agenda) {
        var step = pace.after(now);
        if (step.startsSession() && step.at() < Long.MAX_VALUE) {
            agenda.wake(step.at(), (at, later) -> {
                client.begin(at, later);
                act(at, later);
            });
        } else {
            agenda.wake(step.at(), this);
        }
    }
}
