package imprimatur.cli.simulation;

import imprimatur.cli.simulation.Account.Plan;
import imprimatur.cli.simulation.Client.Seat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What all kinds of accounts are made with. */
final class Stage {
    private final Climate climate;
    private final Agenda agenda;
    private final Consumer<Truth> truths;
    private final List<Place> places;

    Stage(Climate climate, Agenda agenda, Consumer<Truth> truths, Dice dice) {
        this.climate = climate;
        this.agenda = agenda;
        this.truths = truths;
        var drawn = new ArrayList<Place>();
        for (var i = dice.between(12, 40); i > 0; i--) {
            drawn.add(dice.pick(Place.ALL));
        }
        this.places = List.copyOf(drawn);
    }

    Climate climate() {
        return climate;
    }

    Agenda agenda() {
        return agenda;
    }

    /** A place, some more often than others. */
    Place place(Dice dice) {
        return dice.pick(places);
    }

    Account account(Plan plan, int keys, @Nullable String payment, Dice dice) {
        var made = new ArrayList<String>();
        for (var i = 0; i < keys; i++) {
            made.add(dice.id("key"));
        }
        return new Account(dice.id("acc"), List.copyOf(made), payment, new Account.Meter(plan));
    }

    /** An account of somebody who uses the web site. */
    Account webAccount(Plan plan, Dice dice) {
        return account(plan, climate.webKeys() ? 1 : 0, plan == Plan.FREE ? null : dice.id("pay"), dice);
    }

    /** The plan of a person: mostly the free one. */
    Plan personalPlan(Dice dice) {
        return dice.chance(0.75) ? Plan.FREE : Plan.PRO;
    }

    Client client(Account account, List<Seat> seats, Dice dice) {
        var key = account.keys().isEmpty() ? null : dice.pick(account.keys());
        return new Client(account, key, seats, climate, dice.fork());
    }

    /** A person's own devices: a computer at home or a telephone first, perhaps the other too. */
    List<Seat> ownSeats(Place place, Dice dice) {
        var seats = new ArrayList<Seat>();
        if (dice.chance(0.7)) {
            seats.add(new Seat(Device.desktop(climate.devices(), dice), Network.home(place, dice)));
        }
        if (seats.isEmpty() || dice.chance(0.5)) {
            seats.add(new Seat(Device.phone(climate.devices(), dice), Network.mobile(place, dice)));
        }
        return List.copyOf(seats);
    }

    Writer writer(Place place, Dice dice) {
        var language = dice.chance(0.85) ? place.prompts() : "en";
        return Writer.person(language, Math.min(0.85, climate.edits() * dice.ratio(0.6, 1.5)), dice.fork());
    }

    Habits habits(Place place, double sessionsADay, double attempts, Dice dice) {
        return Habits.of(climate, Rhythm.human(place.offset(), dice), sessionsADay, attempts, dice);
    }

    /** A person at work from that time on. */
    void person(Client client, Place place, Habits habits, long from, Dice dice) {
        person(client, place, habits, from, climate.end(), dice);
    }

    void person(Client client, Place place, Habits habits, long from, long until, Dice dice) {
        var pace = Pace.sessions(habits, climate.end(), dice.fork()).within(from, until);
        new Maker(client, writer(place, dice), pace, habits.downloads()).start(from, agenda);
    }

    /** When an account begins to be used: most were there before; one that is new signs up. */
    long begin(Client client, Dice dice) {
        if (dice.chance(0.8)) {
            return climate.start();
        }
        var at = climate.start() + (long) dice.between(0, (double) climate.end() - climate.start());
        signUp(client, at);
        return at;
    }

    void signUp(Client client, long at) {
        agenda.wake(at, client::signUp);
    }

    void honest(Account account, String kind, String group) {
        blameless(account, Scorecard.HONEST + kind, group);
    }

    /** An account that does nothing of section 3, honest or not. */
    void blameless(Account account, String kind, String group) {
        truths.accept(new Truth(account.id(), kind, null, null, null, group));
    }

    void abusive(Account account, String kind, String abuse, String care, long since, String group) {
        truths.accept(new Truth(account.id(), kind + "_" + care, abuse, care, Instant.ofEpochMilli(since), group));
    }
}
