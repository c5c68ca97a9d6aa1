package imprimatur.cli.simulation;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Somebody's way into an account: from devices and networks, with a key, to the events that the service reports. */
final class Client {
    /** A device and the network it is on. */
    record Seat(Device device, Network network) {}

    private final Account account;
    private final @Nullable String key;
    private final List<Seat> seats;
    private final Climate climate;
    private final Dice dice;
    private Seat seat;
    private double blocked;

    Client(Account account, @Nullable String key, List<Seat> seats, Climate climate, Dice dice) {
        this.account = account;
        this.key = key;
        this.seats = seats;
        this.climate = climate;
        this.dice = dice;
        this.seat = seats.getFirst();
        this.blocked = climate.blocked() * dice.ratio(0.3, 2);
    }

    /** With that share of prompts blocked. */
    Client testingLimits(double share) {
        blocked = share;
        return this;
    }

    /** Sits down, perhaps elsewhere, and perhaps has to log in. */
    void begin(long now, Agenda agenda) {
        seat = dice.chance(0.65) ? seats.getFirst() : dice.pick(seats);
        if (seat.device().id() != null && dice.chance(0.5)) {
            report(now, "login", null, null, null, null, agenda);
        }
    }

    void signUp(long now, Agenda agenda) {
        report(now, "signup", null, null, null, account.paymentId(), agenda);
    }

    /** Tries for a picture, and downloads it with the given probability. */
    void create(long now, String prompt, double downloads, Agenda agenda) {
        if (!account.meter().take(now)) {
            return;
        }
        var refused = dice.chance(blocked);
        if (climate.reportsChecks() || refused) {
            var outcome = refused ? "blocked" : dice.chance(0.01) ? "review" : "allowed";
            report(now, "check", prompt, null, outcome, null, agenda);
        }
        if (refused) {
            return;
        }
        var failed = dice.chance(climate.failed());
        var made = now + 1200 + (long) dice.logNormal(5000, 0.5);
        var image = dice.id("img");
        report(made, "generation", prompt, failed ? null : image, failed ? "failed" : "allowed", null, agenda);
        if (!failed && dice.chance(downloads)) {
            var taken =
                    made + (seat.device().id() == null ? dice.between(100, 4000) : (long) dice.logNormal(15_000, 1));
            download(taken, image, agenda);
        }
    }

    void download(long at, String image, Agenda agenda) {
        report(at, "download", null, image, null, null, agenda);
    }

    private void report(
            long at,
            String type,
            @Nullable String prompt,
            @Nullable String image,
            @Nullable String outcome,
            @Nullable String payment,
            Agenda agenda) {
        var address = seat.network().at(at);
        var event = new Event(
                Instant.ofEpochMilli(at),
                account.id(),
                key,
                type,
                address.ip(),
                address.asn(),
                address.country(),
                seat.device().userAgent(),
                seat.device().id(),
                payment,
                prompt,
                image,
                outcome);
        var late = dice.chance(climate.late()) ? (long) dice.logNormal(600_000, 1.5) : 0;
        agenda.report(at + late, event);
        if (dice.chance(climate.duplicates())) {
            agenda.report(at + late + (long) dice.logNormal(30_000, 1.5), event);
        }
    }
}
