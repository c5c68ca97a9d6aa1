package imprimatur.usage.profile;

import imprimatur.base.Limits;
import imprimatur.usage.profile.Behaviour.Kind;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of how an account, or a key, is used: bounded in size however much it is used, updated event by event,
 * and mergeable. Late events count in their hour, if that is within the last 48; an event that is told twice counts
 * once where it is among the last {@link Limits#FINGERPRINTS}. Not safe for threads.
 */
public final class Profile {
    private static final byte FORMAT = 1;
    private static final int SAMPLE_BYTES = 40;
    private static final int SAMPLES = 4;
    private static final int ACTIVITIES = 4;
    private static final int CHECKED = 6;
    private static final int REFUSAL_WEIGHS = 16;

    /** Counts and shares forget half in this many hours. */
    private static final double HALF_LIFE_HOURS = 24;

    final Hours hours = new Hours();
    final Gaps checkGaps = new Gaps();
    final Gaps makingGaps = new Gaps();
    final PromptHabits prompts = new PromptHabits();
    final Gallery gallery = new Gallery();
    final Places places = new Places();
    private final int[] fingerprints = new int[Limits.FINGERPRINTS];
    private final int[] raised = new int[ACTIVITIES];
    private final List<String> samples = new ArrayList<>();
    private long first;
    private long newest;
    private int signup;
    private int looked;
    private int sinceLooked;
    private final long[] checked = new long[CHECKED];
    private int nextChecked;
    private int minute;
    private int inMinute;
    private double busiestMinute;
    private double refused;

    /**
     * Takes an event in.
     *
     * @return false if it was told before; then nothing changes
     */
    public boolean add(Trace trace) {
        var slot = Math.floorMod(trace.fingerprint(), Limits.FINGERPRINTS);
        if (fingerprints[slot] == trace.fingerprint()) {
            return false;
        }
        fingerprints[slot] = trace.fingerprint();
        first = first == 0 ? trace.millis() : Math.min(first, trace.millis());
        advance(trace);
        places.add(trace);
        refused += trace.refused() ? 1 : 0;
        count(trace);
        // Refusals are looked at sooner: whoever has many may be gone before the hour is over.
        sinceLooked += trace.refused() ? REFUSAL_WEIGHS : 1;
        return true;
    }

    private void advance(Trace trace) {
        if (trace.millis() <= newest) {
            return;
        }
        var before = Math.floorDiv(newest, 3_600_000L);
        var now = trace.hour();
        if (newest != 0 && now > before) {
            places.close(before);
            fade(Math.pow(0.5, (now - before) / HALF_LIFE_HOURS));
        }
        newest = trace.millis();
    }

    private void fade(double factor) {
        checkGaps.fade(factor);
        makingGaps.fade(factor);
        prompts.fade(factor);
        gallery.fade(factor);
        places.fade(factor);
        busiestMinute *= factor;
        refused *= factor;
    }

    private void count(Trace trace) {
        switch (trace.kind()) {
            case CHECK -> {
                hours.add(0, trace.hour());
                checkGaps.add(trace.millis());
                burst(trace.seconds() / 60);
            }
            case GENERATION -> {
                hours.add(1, trace.hour());
                makingGaps.add(trace.millis());
                gallery.made(trace.image(), trace.hour());
                burst(trace.seconds() / 60);
            }
            case DOWNLOAD -> {
                hours.add(2, trace.hour());
                gallery.downloaded(trace.image(), trace.imageNumber(), trace.hour());
            }
            case SIGNUP -> signup = signup == 0 ? trace.seconds() : Math.min(signup, trace.seconds());
            case LOGIN -> {}
        }
        var prompt = trace.prompt();
        if (prompt != null && prompt.words() > 0 && isNew(prompt, trace.kind())) {
            prompts.add(prompt, trace);
        }
        if (trace.sample() != null) {
            sample(trace.sample());
        }
    }

    /** A prompt that is checked and then made is one prompt. */
    private boolean isNew(PromptPrint prompt, Kind kind) {
        if (kind == Kind.CHECK) {
            checked[nextChecked] = prompt.exact();
            nextChecked = (nextChecked + 1) % CHECKED;
            return true;
        }
        for (var i = 0; i < CHECKED; i++) {
            if (checked[i] == prompt.exact()) {
                checked[i] = 0;
                return false;
            }
        }
        return true;
    }

    private void burst(int now) {
        if (now != minute) {
            minute = now;
            inMinute = 0;
        }
        inMinute++;
        busiestMinute = Math.max(busiestMinute, inMinute);
    }

    private void sample(String id) {
        if (samples.size() == SAMPLES) {
            samples.removeFirst();
        }
        samples.add(id.substring(0, Math.min(id.length(), SAMPLE_BYTES)));
    }

    /** When the first event was that is known. */
    public Instant first() {
        return Instant.ofEpochMilli(first);
    }

    /** When the newest event was. */
    public Instant newest() {
        return Instant.ofEpochMilli(newest);
    }

    /** Prompts that were blocked in the last day or so. */
    public double refused() {
        return refused;
    }

    double busiestMinute() {
        return busiestMinute;
    }

    long newestHour() {
        return Math.floorDiv(newest, 3_600_000L);
    }

    long firstHour() {
        return Math.floorDiv(first, 3_600_000L);
    }

    /** When a finding of that activity was raised last, in seconds; 0 if never. */
    public int raised(int activity) {
        return raised[activity];
    }

    /** Remembers that a finding was raised, so that it is not raised with each event. */
    public void raise(int activity, int seconds) {
        raised[activity] = seconds;
    }

    /** Whether enough has happened for the detectors to look again. */
    public boolean due(int events, int seconds) {
        return sinceLooked >= events || (newest / 1000 - looked >= seconds && sinceLooked > 0);
    }

    /** Remembers that the detectors have looked. */
    public void looked() {
        looked = (int) (newest / 1000);
        sinceLooked = 0;
    }

    /** When the account was made, in seconds; 0 where unknown. */
    public int signup() {
        return signup;
    }

    /** Ids of some of the newest events, where they have any. */
    public List<String> samples() {
        return List.copyOf(samples);
    }

    /** Things done in each of the last 48 hours of activity, the oldest first, by kind. */
    public Map<String, int[]> timeline() {
        var timeline = new LinkedHashMap<String, int[]>();
        var names = List.of("checks", "generations", "downloads");
        for (var kind = 0; kind < names.size(); kind++) {
            var row = new int[Hours.KEPT];
            for (var i = 0; i < row.length; i++) {
                row[i] = hours.sum(kind, newestHour() - row.length + 1 + i, 1);
            }
            timeline.put(names.get(kind), row);
        }
        return timeline;
    }

    /** Adds what another profile of the same subject saw, as of a part of its events. */
    public void merge(Profile other) {
        hours.merge(other.hours);
        checkGaps.merge(other.checkGaps);
        makingGaps.merge(other.makingGaps);
        prompts.merge(other.prompts);
        gallery.merge(other.gallery);
        places.merge(other.places);
        for (var i = 0; i < fingerprints.length; i++) {
            fingerprints[i] = fingerprints[i] == 0 ? other.fingerprints[i] : fingerprints[i];
        }
        for (var i = 0; i < ACTIVITIES; i++) {
            raised[i] = Math.max(raised[i], other.raised[i]);
        }
        first = first == 0 || (other.first != 0 && other.first < first) ? other.first : first;
        newest = Math.max(newest, other.newest);
        signup = signup == 0 ? other.signup : signup;
        busiestMinute = Math.max(busiestMinute, other.busiestMinute);
        refused += other.refused;
        sinceLooked += other.sinceLooked;
        looked = Math.max(looked, other.looked);
    }

    /** The profile as it is kept; at most {@link Limits#PROFILE_BYTES}. */
    public byte[] toBytes() {
        var out = ByteBuffer.allocate(Limits.PROFILE_BYTES);
        out.put(FORMAT);
        hours.write(out);
        checkGaps.write(out);
        makingGaps.write(out);
        prompts.write(out);
        gallery.write(out);
        places.write(out);
        for (var value : fingerprints) {
            out.putInt(value);
        }
        for (var value : raised) {
            out.putInt(value);
        }
        for (var value : checked) {
            out.putLong(value);
        }
        out.putLong(first).putLong(newest).putInt(signup).putInt(looked).putInt(sinceLooked);
        out.putInt(nextChecked)
                .putInt(minute)
                .putInt(inMinute)
                .putFloat((float) busiestMinute)
                .putFloat((float) refused);
        out.put((byte) samples.size());
        for (var sample : samples) {
            var bytes = sample.getBytes(StandardCharsets.UTF_8);
            out.put((byte) Math.min(bytes.length, SAMPLE_BYTES)).put(bytes, 0, Math.min(bytes.length, SAMPLE_BYTES));
        }
        return Arrays.copyOf(out.array(), out.position());
    }

    /**
     * A profile as it was kept.
     *
     * @throws IllegalArgumentException if the bytes are of no format that is known
     */
    public static Profile of(byte[] bytes) {
        var in = ByteBuffer.wrap(bytes);
        try {
            if (in.get() != FORMAT) {
                throw new IllegalArgumentException("a profile of an unknown format");
            }
            return new Profile().read(in);
        } catch (BufferUnderflowException e) {
            throw new IllegalArgumentException("a profile that is cut short", e);
        }
    }

    private Profile read(ByteBuffer in) {
        hours.read(in);
        checkGaps.read(in);
        makingGaps.read(in);
        prompts.read(in);
        gallery.read(in);
        places.read(in);
        for (var i = 0; i < fingerprints.length; i++) {
            fingerprints[i] = in.getInt();
        }
        for (var i = 0; i < raised.length; i++) {
            raised[i] = in.getInt();
        }
        for (var i = 0; i < checked.length; i++) {
            checked[i] = in.getLong();
        }
        first = in.getLong();
        newest = in.getLong();
        signup = in.getInt();
        looked = in.getInt();
        sinceLooked = in.getInt();
        nextChecked = Math.floorMod(in.getInt(), CHECKED);
        minute = in.getInt();
        inMinute = in.getInt();
        busiestMinute = in.getFloat();
        refused = in.getFloat();
        var count = in.get();
        for (var i = 0; i < count; i++) {
            var sample = new byte[in.get()];
            in.get(sample);
            samples.add(new String(sample, StandardCharsets.UTF_8));
        }
        return this;
    }
}
