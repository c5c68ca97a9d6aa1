package imprimatur.cli.simulation;

import java.util.List;

/** What a client's requests pass on their way: it gives the address that the service sees at a time. */
interface Network {
    Address at(long now);

    /** One address, a server's or an office's. */
    static Network fixed(Address address) {
        return now -> address;
    }

    /** A few addresses, spread request by request. */
    static Network pool(List<Address> addresses, Dice dice) {
        return now -> dice.pick(addresses);
    }

    /** A line at home, whose provider changes the address every so often. */
    static Network home(Place place, Dice dice) {
        var asn = dice.pick(place.providers());
        var seed = dice.fork();
        var lease = (long) (dice.ratio(0.8, 60) * Climate.DAY);
        return new Leased(seed, lease, asn, place.country());
    }

    /** A telephone's carrier: the address is one of a few that very many share, and changes within hours. */
    static Network mobile(Place place, Dice dice) {
        var asn = dice.pick(place.carriers());
        var gates = dice.between(8, 40);
        var hours = dice.between(1, 9);
        var seed = dice.fork();
        return new Network() {
            private long changes = Long.MIN_VALUE;
            private Address current = Internet.shared(asn, 0, place.country());

            @Override
            public Address at(long now) {
                if (now >= changes) {
                    changes = now + (long) seed.exponential(hours * 3_600_000.0);
                    current = Internet.shared(asn, seed.between(0, gates), place.country());
                }
                return current;
            }
        };
    }

    /** Rented exits in other people's homes: another provider and address every few minutes or hours. */
    static Network proxies(List<Place> places, double minutes, Dice dice) {
        return new Network() {
            private long changes = Long.MIN_VALUE;
            private Address current = Internet.home(1, dice, "ZZ");

            @Override
            public Address at(long now) {
                if (now >= changes) {
                    var place = dice.pick(places);
                    changes = now + (long) dice.exponential(minutes * 60_000);
                    current = Internet.home(dice.pick(place.providers()), dice, place.country());
                }
                return current;
            }
        };
    }

    /** One network until the journey begins, another while it lasts. */
    static Network journey(Network before, Network away, long departs, long returns) {
        return now -> now >= departs && now < returns ? away.at(now) : before.at(now);
    }

    /** An address that stays for about the time of a lease. */
    final class Leased implements Network {
        private final Dice dice;
        private final long lease;
        private final int asn;
        private final String country;
        private long changes;
        private Address current;

        Leased(Dice dice, long lease, int asn, String country) {
            this.dice = dice;
            this.lease = lease;
            this.asn = asn;
            this.country = country;
            this.current = Internet.home(asn, dice, country);
        }

        @Override
        public Address at(long now) {
            if (changes == 0) {
                changes = now + (long) (lease * dice.between(0.0, 1.0));
            }
            if (now >= changes) {
                changes = now + lease;
                current = Internet.home(asn, dice, country);
            }
            return current;
        }
    }
}
