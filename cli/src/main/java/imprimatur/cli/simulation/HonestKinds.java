package imprimatur.cli.simulation;

import imprimatur.cli.simulation.Account.Plan;
import imprimatur.cli.simulation.Client.Seat;
import java.util.ArrayList;
import java.util.List;

/** People who use the site as it is meant. */
final class HonestKinds {
    private final Stage stage;
    private final Climate climate;

    HonestKinds(Stage stage) {
        this.stage = stage;
        this.climate = stage.climate();
    }

    /** The kinds with their shares of groups. */
    List<Kind> all() {
        return List.of(
                new Kind("casual", 40, this::casual),
                new Kind("power", 8, this::power),
                new Kind("team", 3, this::team),
                new Kind("agency", 2, this::agency),
                new Kind("office", 1.5, this::office),
                new Kind("campus", 0.7, this::campus),
                new Kind("carrier", 1, this::carrier),
                new Kind("family", 4, this::family),
                new Kind("travelling", 4, this::travelling),
                new Kind("press", 0.5, this::press));
    }

    private int casual(int room, Dice dice) {
        var place = stage.place(dice);
        return alone(
                "casual", place, stage.personalPlan(dice), stage.ownSeats(place, dice), dice.ratio(0.1, 1.5), dice);
    }

    private int power(int room, Dice dice) {
        var place = stage.place(dice);
        return alone("power", place, Plan.PRO, stage.ownSeats(place, dice), dice.ratio(1.5, 6), dice);
    }

    /** Somebody abroad for days, by way of airports and hotels, and back. */
    private int travelling(int room, Dice dice) {
        var home = stage.place(dice);
        var away = dice.pick(Place.ALL);
        var departs = climate.start() + (long) dice.between(0, (double) climate.end() - climate.start());
        var returns = departs + (long) (dice.between(0.5, 12) * Climate.DAY);
        var seats = new ArrayList<Seat>();
        for (var seat : stage.ownSeats(home, dice)) {
            var abroad = dice.chance(0.5) ? Network.mobile(away, dice) : Network.home(away, dice);
            // The telephone's roaming still comes out at home in part of the cases.
            var network =
                    dice.chance(0.85) ? Network.journey(seat.network(), abroad, departs, returns) : seat.network();
            seats.add(new Seat(seat.device(), network));
        }
        return alone("travelling", home, stage.personalPlan(dice), seats, dice.ratio(0.5, 4), dice);
    }

    /** Several people with one account, from the office and from home. */
    private int team(int room, Dice dice) {
        var place = stage.place(dice);
        var account = stage.account(Plan.TEAM, dice.between(1, 6), dice.id("pay"), dice);
        crew("team", account, place, dice.between(3, 15), dice.ratio(1, 4), dice.ratio(4, 15), dice);
        return 1;
    }

    /** Several clients' projects under one account, each with a key, and nights before they are due. */
    private int agency(int room, Dice dice) {
        var place = stage.place(dice);
        var account = stage.account(Plan.TEAM, dice.between(3, 12), dice.id("pay"), dice);
        crew("agency", account, place, dice.between(2, 8), dice.ratio(1, 3), dice.ratio(8, 30), dice);
        var rushes = 1 + climate.days() / dice.between(4, 9);
        for (var i = 0; i < rushes; i++) {
            var from = climate.start() + (long) dice.between(0, (double) climate.end() - climate.start());
            var until = from + dice.between(3, 14) * 3_600_000L;
            var pace = Pace.acted(dice.ratio(15_000, 60_000), 1, Rhythm.crowd(place.offset(), dice), dice.fork());
            var client = stage.client(account, officeSeats(place, office(place, dice), dice), dice);
            new Maker(client, stage.writer(place, dice), pace.within(from, until), climate.downloads())
                    .start(from, stage.agenda());
        }
        return 1;
    }

    private void crew(
            String kind, Account account, Place place, int people, double sessions, double attempts, Dice dice) {
        stage.honest(account, kind, account.id());
        var office = office(place, dice);
        for (var i = 0; i < people; i++) {
            var client = stage.client(account, officeSeats(place, office, dice), dice);
            var habits = Habits.of(climate, Rhythm.office(place.offset(), dice), sessions, attempts, dice);
            stage.person(client, place, habits, climate.start(), dice);
        }
    }

    private List<Seat> officeSeats(Place place, Network office, Dice dice) {
        var device = Device.desktop(climate.devices(), dice);
        return dice.chance(0.5)
                ? List.of(new Seat(device, office))
                : List.of(new Seat(device, office), new Seat(device, Network.home(place, dice)));
    }

    private Network office(Place place, Dice dice) {
        var addresses = new ArrayList<Address>();
        for (var i = dice.between(1, 3); i > 0; i--) {
            addresses.add(Internet.home(dice.pick(place.providers()), dice, place.country()));
        }
        return Network.pool(addresses, dice.fork());
    }

    /** Colleagues with accounts of their own behind one office's address. */
    private int office(int room, Dice dice) {
        var place = stage.place(dice);
        return behind("office", office(place, dice), place, Math.min(room, dice.between(5, 60)), dice);
    }

    /** Students behind the few addresses of a university; a course brings them at once. */
    private int campus(int room, Dice dice) {
        var place = stage.place(dice);
        var asn = dice.pick(Internet.CAMPUS);
        var addresses = new ArrayList<Address>();
        for (var i = dice.between(1, 6); i > 0; i--) {
            addresses.add(Internet.home(asn, dice, place.country()));
        }
        return behind(
                "campus", Network.pool(addresses, dice.fork()), place, Math.min(room, dice.between(20, 150)), dice);
    }

    private int carrier(int room, Dice dice) {
        var place = stage.place(dice);
        var asn = dice.pick(place.carriers());
        var gate = dice.between(0, 3);
        var network = Network.pool(
                List.of(Internet.shared(asn, gate, place.country()), Internet.shared(asn, gate + 1, place.country())),
                dice.fork());
        return behind("carrier", network, place, Math.min(room, dice.between(10, 100)), dice);
    }

    private int behind(String kind, Network network, Place place, int people, Dice dice) {
        for (var i = 0; i < people; i++) {
            var device = kind.equals("carrier")
                    ? Device.phone(climate.devices(), dice)
                    : Device.desktop(climate.devices(), dice);
            var seats = new ArrayList<>(List.of(new Seat(device, network)));
            if (dice.chance(0.5)) {
                seats.addAll(stage.ownSeats(place, dice));
            }
            alone(kind, place, stage.personalPlan(dice), seats, dice.ratio(0.3, 3), dice);
        }
        return people;
    }

    /** A household: one line, a tablet that all use, perhaps one card that pays. */
    private int family(int room, Dice dice) {
        var place = stage.place(dice);
        var line = Network.home(place, dice);
        var tablet = new Seat(Device.phone(climate.devices(), dice), line);
        var payment = dice.chance(0.5) ? dice.id("pay") : null;
        var group = dice.id("family");
        var members = Math.min(room, dice.between(2, 5));
        for (var i = 0; i < members; i++) {
            var plan = stage.personalPlan(dice);
            var account = stage.account(
                    plan,
                    climate.webKeys() ? 1 : 0,
                    payment != null ? payment : plan == Plan.FREE ? null : dice.id("pay"),
                    dice);
            var seats = new ArrayList<>(stage.ownSeats(place, dice));
            seats.add(new Seat(Device.desktop(climate.devices(), dice), line));
            if (dice.chance(0.6)) {
                seats.add(tablet);
            }
            stage.honest(account, "family", group);
            var client = stage.client(account, seats, dice);
            stage.person(
                    client,
                    place,
                    stage.habits(place, dice.ratio(0.2, 2), dice.ratio(3, 12), dice),
                    stage.begin(client, dice),
                    dice);
        }
        return members;
    }

    /** Many strangers who sign up within hours of an article, try it, and mostly leave. */
    private int press(int room, Dice dice) {
        var people = Math.min(room, dice.between(20, 200));
        var published = climate.start() + (long) dice.between(0, Climate.DAY * Math.max(0.5, climate.days() - 1.0));
        var spread = dice.ratio(1, 12) * 3_600_000;
        for (var i = 0; i < people; i++) {
            var place = stage.place(dice);
            var account = stage.webAccount(Plan.FREE, dice);
            stage.honest(account, "press", account.id());
            var client = stage.client(account, stage.ownSeats(place, dice), dice);
            var at = published + (long) dice.exponential(spread);
            stage.signUp(client, at);
            var trial = new Maker(
                    client,
                    stage.writer(place, dice),
                    Pace.acted(climate.gapSeconds() * 1000, 1, Rhythm.crowd(place.offset(), dice), dice.fork())
                            .within(at, at + (long) dice.logNormal(900_000, 0.8)),
                    climate.downloads());
            trial.start(at + dice.between(20_000, 200_000), stage.agenda());
            if (dice.chance(0.3)) {
                stage.person(
                        client, place, stage.habits(place, dice.ratio(0.1, 1), 5, dice), at + Climate.DAY / 2, dice);
            }
        }
        return people;
    }

    private int alone(String kind, Place place, Plan plan, List<Seat> seats, double sessions, Dice dice) {
        var account = stage.webAccount(plan, dice);
        stage.honest(account, kind, account.id());
        var client = stage.client(account, seats, dice);
        var habits = stage.habits(place, sessions, dice.ratio(3, 15), dice);
        stage.person(client, place, habits, stage.begin(client, dice), dice);
        return 1;
    }
}
