package imprimatur.cli.simulation;

/** Somebody who downloads other people's pictures: one number after another, or here and there. */
final class Collector implements Agenda.Actor {
    private final Client client;
    private final Pace pace;
    private final boolean inOrder;
    private final Dice dice;
    private long number;

    Collector(Client client, Pace pace, boolean inOrder, Dice dice) {
        this.client = client;
        this.pace = pace;
        this.inOrder = inOrder;
        this.dice = dice;
        this.number = dice.between(100_000, 9_000_000);
    }

    void start(long now, Agenda agenda) {
        agenda.wake(pace.after(now).at(), this);
    }

    @Override
    public void act(long now, Agenda agenda) {
        number += inOrder ? 1 : dice.between(1, 40);
        client.download(now, "img_%012d".formatted(number), agenda);
        agenda.wake(pace.after(now).at(), this);
    }
}
