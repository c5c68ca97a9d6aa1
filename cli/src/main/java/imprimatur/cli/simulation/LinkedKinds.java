package imprimatur.cli.simulation;

import imprimatur.cli.simulation.Account.Plan;
import imprimatur.cli.simulation.Client.Seat;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One person with many accounts, as section 3.3 forbids. */
final class LinkedKinds {
    private static final String EVASION = "rate_evasion";

    private final Stage stage;
    private final Climate climate;

    LinkedKinds(Stage stage) {
        this.stage = stage;
        this.climate = stage.climate();
    }

    List<Kind> all() {
        return List.of(
                new Kind("linked_crude", 1, this::crudeLinks),
                new Kind("linked_careful", 1, this::carefulLinks),
                new Kind("returner_crude", 0.5, (room, dice) -> returner(true, room, dice)),
                new Kind("returner_careful", 0.5, (room, dice) -> returner(false, room, dice)));
    }

    private long since(Dice dice) {
        return climate.start() + (long) dice.between(0, Math.max(0.05, climate.days() - 2.5) * Climate.DAY);
    }

    /** Free accounts made one after another on one machine, each used up in its turn every day. */
    private int crudeLinks(int room, Dice dice) {
        var place = stage.place(dice);
        var seat = new Seat(
                dice.chance(0.5) ? Device.program(dice) : Device.desktop(1, dice),
                dice.chance(0.5) ? Network.fixed(Internet.server(dice, place.country())) : Network.home(place, dice));
        var payment = dice.chance(0.5) ? dice.id("pay") : null;
        var since = since(dice);
        var group = dice.id("group");
        var accounts = Math.min(room, dice.between(4, 25));
        var writer = Writer.template(Words.of(place.prompts()), dice.fork());
        var slot = Climate.DAY / accounts;
        var gap = Math.min(slot / 60.0, dice.ratio(5000, 60_000));
        var pause = dice.ratio(60_000, 1_200_000);
        var joins = since;
        for (var i = 0; i < accounts; i++) {
            var account = stage.account(Plan.FREE, 1, payment, dice);
            joins += (long) (pause * dice.between(0.5, 1.5));
            stage.abusive(account, "linked", EVASION, "crude", joins, group);
            var client = stage.client(account, List.of(seat), dice);
            stage.signUp(client, joins);
            var turn = (int) (Math.floorMod(since + i * slot, Climate.DAY) / 60_000);
            var relay = Pace.cron(List.of(turn), 50, gap, dice.fork()).within(joins + 30_000, climate.end());
            new Maker(client, writer, relay, dice.between(0.3, 1)).start(joins, stage.agenda());
            trial(client, writer, joins + 45_000, dice);
        }
        return accounts;
    }

    /** What is done with a new account at once. */
    private void trial(Client client, Writer writer, long at, Dice dice) {
        var pace = Pace.every(dice.ratio(8000, 60_000), 0.3, dice.fork()).within(at, at + 900_000);
        new Maker(client, writer, pace, 0.5).start(at, stage.agenda());
    }

    /** A few devices and one person's taste behind accounts that come from many homes and sign up days apart. */
    private int carefulLinks(int room, Dice dice) {
        var place = stage.place(dice);
        var since = since(dice);
        var group = dice.id("group");
        var accounts = Math.min(room, dice.between(3, 10));
        var farm = new ArrayList<Device>();
        for (var i = Math.max(1, accounts / dice.between(2, 3)); i > 0; i--) {
            farm.add(Device.phone(1, dice));
        }
        var payment = dice.chance(0.5) ? dice.id("pay") : null;
        var words = Words.of(place.prompts());
        var writer = dice.chance(0.5)
                ? Writer.paraphrasedGrid(words, dice.fork())
                : Writer.person(place.prompts(), 0.2, dice.fork());
        var latest = since;
        for (var i = 0; i < accounts; i++) {
            var account = stage.account(Plan.FREE, climate.webKeys() ? 1 : 0, payment, dice);
            var joins = i == 0 ? since : since + (long) dice.between(0, Climate.DAY * 0.6);
            latest = Math.max(latest, joins);
            stage.abusive(account, "linked", EVASION, "careful", latest, group);
            var seats = new ArrayList<Seat>();
            for (var j = dice.between(1, 2); j > 0; j--) {
                var network = dice.chance(0.7)
                        ? Network.proxies(List.of(place), dice.ratio(20, 600), dice.fork())
                        : Network.mobile(place, dice);
                seats.add(new Seat(dice.pick(farm), network));
            }
            var client = stage.client(account, seats, dice);
            stage.signUp(client, joins);
            var aDay = 50 * dice.between(0.7, 1.1);
            var sigma = dice.between(0.6, 1.2);
            var hours = dice.between(3.0, 14.0);
            var rhythm = new Rhythm(place.offset(), dice.between(8, 22), hours, 0, 1);
            var median = hours * 3_600_000 / aDay / StrictMath.exp(sigma * sigma / 2);
            var pace = Pace.acted(median, sigma, rhythm, dice.fork()).within(joins + 60_000, climate.end());
            new Maker(client, writer, pace, dice.between(0.2, 0.9)).start(joins, stage.agenda());
        }
        return accounts;
    }

    /** Somebody whose prompts were blocked until the account was suspended, and who comes back with another. */
    private int returner(boolean crude, int room, Dice dice) {
        var place = stage.place(dice);
        var seats = stage.ownSeats(place, dice);
        var payment = dice.id("pay");
        var group = dice.id("group");
        var suspended = since(dice) + Climate.DAY / 4;
        var writer = stage.writer(place, dice);
        var habits = stage.habits(place, dice.ratio(3, 8), dice.ratio(6, 15), dice);
        var first = stage.account(Plan.PRO, climate.webKeys() ? 1 : 0, payment, dice);
        stage.blameless(first, "suspended", group);
        sitting(
                stage.client(first, seats, dice).testingLimits(dice.between(0.3, 0.7)),
                writer,
                habits,
                climate.start(),
                suspended,
                dice);
        if (room < 2) {
            return 1;
        }
        var back = suspended + (long) (dice.ratio(0.1, 12) * 3_600_000);
        var second = stage.account(
                Plan.PRO, climate.webKeys() ? 1 : 0, again(payment, crude || dice.chance(0.6), dice), dice);
        stage.abusive(second, "returner", EVASION, crude ? "crude" : "careful", back, group);
        var client = stage.client(second, crude ? seats : moved(seats, place, dice), dice)
                .testingLimits(crude ? dice.between(0.1, 0.4) : dice.between(0.02, 0.1));
        stage.signUp(client, back);
        sitting(client, writer, habits, back + 30_000, climate.end(), dice);
        return 2;
    }

    private static @Nullable String again(String payment, boolean same, Dice dice) {
        return same ? payment : dice.id("pay");
    }

    /** The same devices elsewhere, or some of them new. */
    private List<Seat> moved(List<Seat> seats, Place place, Dice dice) {
        var moved = new ArrayList<Seat>();
        for (var seat : seats) {
            var device = dice.chance(0.6) ? seat.device() : Device.desktop(climate.devices(), dice);
            moved.add(new Seat(device, Network.proxies(List.of(place), dice.ratio(30, 600), dice.fork())));
        }
        return moved;
    }

    private void sitting(Client client, Writer writer, Habits habits, long from, long until, Dice dice) {
        var pace = Pace.sessions(habits, climate.end(), dice.fork()).within(from, until);
        new Maker(client, writer, pace, habits.downloads()).start(from, stage.agenda());
    }
}
