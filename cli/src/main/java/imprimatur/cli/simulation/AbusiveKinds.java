package imprimatur.cli.simulation;

import imprimatur.cli.simulation.Account.Plan;
import imprimatur.cli.simulation.Client.Seat;
import java.util.ArrayList;
import java.util.List;

/** Accounts that do what sections 3.1, 3.2 and 3.4 forbid, without caution and with it. */
final class AbusiveKinds {
    private static final String CRUDE = "crude";
    private static final String CAREFUL = "careful";

    private final Stage stage;
    private final Climate climate;

    AbusiveKinds(Stage stage) {
        this.stage = stage;
        this.climate = stage.climate();
    }

    List<Kind> all() {
        return List.of(
                new Kind("mass_script_crude", 1, this::crudeScript),
                new Kind("mass_script_careful", 1, this::carefulScript),
                new Kind("gallery_crude", 0.6, (room, dice) -> gallery(true, dice)),
                new Kind("gallery_careful", 0.6, (room, dice) -> gallery(false, dice)),
                new Kind("key_sharing_crude", 1, (room, dice) -> sharedKey(true, dice)),
                new Kind("key_sharing_careful", 1, (room, dice) -> sharedKey(false, dice)),
                new Kind("training_crude", 1, this::crudeHarvest),
                new Kind("training_careful", 1, this::carefulHarvest));
    }

    /** Some accounts abuse at once, some after days of ordinary use; two days always remain, where there are three. */
    private long since(Dice dice) {
        var spare = Math.max(0, climate.days() - 2.5);
        return climate.start()
                + (long) (dice.chance(0.4) ? dice.between(0, 3_600_000.0) : dice.between(0, spare * Climate.DAY));
    }

    private int crudeScript(int room, Dice dice) {
        var place = stage.place(dice);
        var plan = dice.chance(0.7) ? Plan.PRO : Plan.TEAM;
        var since = since(dice);
        var account = abuser(plan, 1, "mass_script", "mass_generation", CRUDE, since, dice);
        var period = Climate.DAY / (plan.generationsADay() * dice.ratio(0.3, 1.3));
        var pace = Pace.every(period, dice.between(0, 0.05), dice.fork()).within(since, climate.end());
        var writer = Writer.template(Words.of(place.prompts()), dice.fork());
        program(
                account,
                Network.fixed(Internet.server(dice, place.country())),
                writer,
                pace,
                dice.between(0.0, 1.0),
                since,
                dice);
        return 1;
    }

    /**
     * With pauses as people make them, a night's rest, rented homes to come from, changing words and real use between.
     */
    private int carefulScript(int room, Dice dice) {
        var place = stage.place(dice);
        var plan = dice.chance(0.8) ? Plan.PRO : Plan.TEAM;
        var since = since(dice);
        var account = abuser(plan, dice.between(1, 3), "mass_script", "mass_generation", CAREFUL, since, dice);
        var aDay = plan.generationsADay() * dice.ratio(0.35, 0.9);
        var pace = drip(place, aDay, since, dice);
        var words = Words.of(place.prompts());
        var writer = dice.chance(0.5)
                ? Writer.paraphrasedGrid(words, dice.fork())
                : Writer.template(words, dice.fork())
                        .remarking(List.of("v%d ", "no. %d: ", "take %d - "), 0.3, dice.fork());
        for (var client : disguised(account, place, dice)) {
            new Maker(client, writer, pace, dice.between(0.2, 0.8)).start(since, stage.agenda());
        }
        cover(account, place, dice);
        return 1;
    }

    /** Log-normal pauses over a long day. */
    private Pace drip(Place place, double aDay, long since, Dice dice) {
        var hours = dice.between(12.0, 19.0);
        var sigma = dice.between(0.5, 1.1);
        var rhythm = new Rhythm(place.offset(), dice.between(12, 18), hours, 0, 1);
        var mean = hours * 3_600_000 / aDay;
        return Pace.acted(mean / StrictMath.exp(sigma * sigma / 2), sigma, rhythm, dice.fork())
                .within(since, climate.end());
    }

    /** One client that takes another device and network for each sitting, as a farm of devices does. */
    private List<Client> disguised(Account account, Place place, Dice dice) {
        var seats = new ArrayList<Seat>();
        var where = dice.chance(0.6) ? List.of(place) : List.of(place, dice.pick(Place.ALL));
        for (var i = dice.between(1, 4); i > 0; i--) {
            seats.add(new Seat(
                    Device.desktop(climate.devices(), dice), Network.proxies(where, dice.ratio(5, 240), dice.fork())));
        }
        return List.of(stage.client(account, seats, dice));
    }

    /** Ordinary use of the same account, so that it looks like one. */
    private void cover(Account account, Place place, Dice dice) {
        if (dice.chance(0.7)) {
            var client = stage.client(account, stage.ownSeats(place, dice), dice);
            stage.person(client, place, stage.habits(place, dice.ratio(0.3, 2), 6, dice), climate.start(), dice);
        }
    }

    private int gallery(boolean crude, Dice dice) {
        var place = stage.place(dice);
        var since = since(dice);
        var care = crude ? CRUDE : CAREFUL;
        var account = abuser(Plan.PRO, 1, "gallery", "mass_generation", care, since, dice);
        if (crude) {
            var seat = new Seat(Device.program(dice), Network.fixed(Internet.server(dice, place.country())));
            var pace = Pace.every(dice.ratio(3000, 30_000), dice.between(0, 0.1), dice.fork())
                    .within(since, climate.end());
            new Collector(stage.client(account, List.of(seat), dice), pace, true, dice.fork())
                    .start(since, stage.agenda());
        } else {
            var pace = drip(place, dice.ratio(600, 3000), since, dice);
            for (var client : disguised(account, place, dice)) {
                new Collector(client, pace, false, dice.fork()).start(since, stage.agenda());
            }
            cover(account, place, dice);
        }
        return 1;
    }

    /** Strangers with one account's key: all over the world, or a few in one country with keys that change. */
    private int sharedKey(boolean crude, Dice dice) {
        var since = since(dice);
        var care = crude ? CRUDE : CAREFUL;
        var home = stage.place(dice);
        var plan = dice.chance(0.6) ? Plan.PRO : Plan.TEAM;
        var account = abuser(plan, crude ? 1 : dice.between(1, 3), "key_sharing", "key_sharing", care, since, dice);
        var owner = stage.client(account, stage.ownSeats(home, dice), dice);
        stage.person(owner, home, stage.habits(home, 1, 6, dice), climate.start(), dice);
        var people = crude ? dice.between(15, 80) : dice.between(5, 14);
        for (var i = 0; i < people; i++) {
            var place = crude || dice.chance(0.2) ? dice.pick(Place.ALL) : home;
            var device =
                    dice.chance(crude ? 0.6 : 0.3) ? Device.program(dice) : Device.desktop(climate.devices(), dice);
            var network = dice.chance(0.7) ? Network.home(place, dice) : Network.mobile(place, dice);
            var client = stage.client(account, List.of(new Seat(device, network)), dice);
            var from = since + (crude ? dice.between(0, 3_600_000) : dice.between(0, 12 * 3_600_000));
            stage.person(client, place, stage.habits(place, dice.ratio(1, 4), dice.ratio(4, 12), dice), from, dice);
        }
        return 1;
    }

    /** A grid of subjects, styles and lights, every picture taken home. */
    private int crudeHarvest(int room, Dice dice) {
        var place = stage.place(dice);
        var plan = dice.chance(0.6) ? Plan.PRO : Plan.TEAM;
        var since = since(dice);
        var account = abuser(plan, 1, "training", "model_training", CRUDE, since, dice);
        var period = Climate.DAY / (plan.generationsADay() * dice.ratio(0.3, 1.2));
        var pace = Pace.every(period, dice.between(0, 0.2), dice.fork()).within(since, climate.end());
        var writer = Writer.grid(Words.of(place.prompts()), dice.fork())
                .remarking(Words.INTENT, dice.between(0, 0.5), dice.fork());
        program(
                account,
                Network.fixed(Internet.server(dice, place.country())),
                writer,
                pace,
                dice.between(0.95, 1),
                since,
                dice);
        return 1;
    }

    private int carefulHarvest(int room, Dice dice) {
        var place = stage.place(dice);
        var since = since(dice);
        var account = abuser(Plan.PRO, dice.between(1, 3), "training", "model_training", CAREFUL, since, dice);
        var pace = drip(place, dice.ratio(250, 900), since, dice);
        var words = Words.of(place.prompts());
        var writer = (dice.chance(0.5)
                        ? Writer.captions(words, dice.fork())
                        : Writer.paraphrasedGrid(words, dice.fork()))
                .remarking(Words.INTENT, dice.chance(0.3) ? 0.01 : 0, dice.fork());
        for (var client : disguised(account, place, dice)) {
            new Maker(client, writer, pace, dice.between(0.8, 0.97)).start(since, stage.agenda());
        }
        cover(account, place, dice);
        return 1;
    }

    private Account abuser(Plan plan, int keys, String kind, String abuse, String care, long since, Dice dice) {
        var account = stage.account(plan, keys, dice.id("pay"), dice);
        stage.abusive(account, kind, abuse, care, since, account.id());
        return account;
    }

    private void program(
            Account account, Network network, Writer writer, Pace pace, double downloads, long since, Dice dice) {
        var client = stage.client(account, List.of(new Seat(Device.program(dice), network)), dice);
        if (since > climate.start() + Climate.DAY / 2 && dice.chance(0.6)) {
            stage.signUp(client, since - dice.between(60_000, 7_200_000));
        }
        new Maker(client, writer, pace, downloads).start(since, stage.agenda());
    }
}
