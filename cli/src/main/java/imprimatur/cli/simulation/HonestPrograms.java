package imprimatur.cli.simulation;

import imprimatur.cli.simulation.Account.Plan;
import imprimatur.cli.simulation.Client.Seat;
import java.util.ArrayList;
import java.util.List;

/** Customers of the API whose programs keep to their plan. */
final class HonestPrograms {
    private final Stage stage;
    private final Climate climate;

    HonestPrograms(Stage stage) {
        this.stage = stage;
        this.climate = stage.climate();
    }

    List<Kind> all() {
        return List.of(new Kind("cron", 3, this::cron), new Kind("backend", 2, this::backend));
    }

    /** Pictures for articles, catalogues and cards, at fixed minutes of the day, from one server. */
    private int cron(int room, Dice dice) {
        var place = stage.place(dice);
        var account = stage.account(dice.chance(0.7) ? Plan.PRO : Plan.TEAM, 1, dice.id("pay"), dice);
        stage.honest(account, "cron", account.id());
        var minutes = new ArrayList<Integer>();
        var batch = (int) dice.ratio(1, 60);
        if (dice.chance(0.4)) {
            var every = dice.pick(List.of(15, 30, 60, 120, 240));
            batch = Math.min(batch, Math.max(1, every / 10));
            for (var minute = 0; minute < 24 * 60; minute += every) {
                minutes.add(minute);
            }
        } else {
            for (var i = dice.between(1, 4); i > 0; i--) {
                minutes.add(dice.between(0, 287) * 5);
            }
            minutes.sort(null);
        }
        var pace = Pace.cron(List.copyOf(minutes), batch, dice.ratio(300, 15_000), dice.fork());
        var words = Words.of(place.prompts());
        var writer = Writer.business(words, dice.fork());
        new Maker(server(account, place, dice), writer, pace, dice.chance(0.6) ? 1 : 0)
                .start(climate.start(), stage.agenda());
        if (dice.chance(0.4)) {
            // The developer, who tries things by hand.
            var client = stage.client(account, stage.ownSeats(place, dice), dice);
            stage.person(client, place, stage.habits(place, 0.3, 4, dice), climate.start(), dice);
        }
        return 1;
    }

    /** A product of its own whose users' prompts come through its servers. */
    private int backend(int room, Dice dice) {
        var place = stage.place(dice);
        var account = stage.account(Plan.TEAM, dice.between(1, 2), dice.id("pay"), dice);
        stage.honest(account, "backend", account.id());
        var end = climate.end();
        var aDay = dice.ratio(100, 5000);
        var rhythm = Rhythm.crowd(place.offset(), dice);
        var pace = Pace.demand(Climate.DAY / aDay / 2, rhythm, end, dice.fork());
        var writer = Writer.crowd(
                (int) dice.ratio(20, 150), Math.min(0.8, climate.edits() * dice.ratio(0.5, 1.5)), dice.fork());
        // Its server takes each picture over, or hands the link to its user.
        var downloads = dice.pick(List.of(0.0, 1.0, dice.between(0.1, 0.6)));
        new Maker(server(account, place, dice), writer, pace, downloads).start(climate.start(), stage.agenda());
        return 1;
    }

    private Client server(Account account, Place place, Dice dice) {
        var addresses = new ArrayList<Address>();
        var first = Internet.server(dice, place.country());
        for (var i = dice.between(1, 4); i > 0; i--) {
            addresses.add(Internet.home(first.asn(), dice, place.country()));
        }
        var network = Network.pool(addresses, dice.fork());
        return stage.client(account, List.of(new Seat(Device.program(dice), network)), dice);
    }
}
