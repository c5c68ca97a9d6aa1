package imprimatur.usage.profile;

import java.nio.ByteBuffer;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;

/** Where an account or a key is used from, in all the ways that can be told. */
final class Places {
    /** Ways to tell where a user is, each with how many values are kept. */
    enum Way {
        IP(16),
        ASN(12),
        COUNTRY(8),
        AGENT(8),
        DEVICE(12),
        SESSION(12),
        KEY(6),
        PAYMENT(3);

        private final int kept;

        Way(int kept) {
            this.kept = kept;
        }

        String plural() {
            return name().toLowerCase(Locale.ROOT).replace("country", "countrie") + "s";
        }
    }

    private final Map<Way, Place> places = new EnumMap<>(Way.class);
    private double events;
    private double browsers;

    Places() {
        for (var way : Way.values()) {
            places.put(way, new Place(way.kept));
        }
    }

    void add(Trace trace) {
        var seconds = trace.seconds();
        of(Way.IP).add(trace.ip(), seconds);
        if ((trace.asn() & Place.GUESSED) == 0 || !of(Way.ASN).isTold()) {
            of(Way.ASN).add(trace.asn(), seconds);
        }
        of(Way.COUNTRY).add(trace.country(), seconds);
        of(Way.AGENT).add(trace.agent(), seconds);
        of(Way.DEVICE).add(trace.device(), seconds);
        of(Way.KEY).add(trace.key(), seconds);
        of(Way.PAYMENT).add(trace.payment(), seconds);
        if (trace.device() != 0 || trace.agent() != 0) {
            of(Way.SESSION).add(trace.session(), seconds);
        }
        if (trace.agent() != 0) {
            events++;
            browsers += trace.browser() ? 1 : 0;
        }
    }

    Place of(Way way) {
        var place = places.get(way);
        if (place == null) {
            throw new IllegalStateException("each way has a place");
        }
        return place;
    }

    /** Part of the events whose sender says that it is a browser. */
    double browserShare() {
        return events < 1 ? 0 : browsers / events;
    }

    void close(long hour) {
        places.values().forEach(place -> place.close(hour));
    }

    void fade(double factor) {
        places.values().forEach(place -> place.fade(factor));
        events *= factor;
        browsers *= factor;
    }

    void merge(Places other) {
        places.forEach((way, place) -> place.merge(other.of(way)));
        events += other.events;
        browsers += other.browsers;
    }

    void write(ByteBuffer out) {
        places.values().forEach(place -> place.write(out));
        out.putFloat((float) events).putFloat((float) browsers);
    }

    Places read(ByteBuffer in) {
        places.values().forEach(place -> place.read(in));
        events = in.getFloat();
        browsers = in.getFloat();
        return this;
    }
}
