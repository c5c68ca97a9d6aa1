package imprimatur.bench;

import imprimatur.policy.PolicyLoader;
import imprimatur.usage.detect.Memory;
import imprimatur.usage.detect.Watch;
import imprimatur.usage.profile.Behaviour;
import imprimatur.usage.profile.Behaviour.Kind;
import imprimatur.usage.profile.Profile;
import imprimatur.usage.profile.Pseudonyms;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/**
 * Events a second through the profiles and detectors on one core, and what the state takes. Run it with {@code java -cp
 * … imprimatur.bench.ProfileBench}.
 */
final class ProfileBench {
    private static final int ACCOUNTS = 5_000;
    private static final int EVENTS = 2_000_000;
    private static final int MILLION = 1_000_000;
    private static final Instant START = Instant.parse("2026-01-05T00:00:00Z");
    private static final String[] WORDS =
            "red fox old sailor robot castle forest snow light morning portrait oil watercolour city river of a in with"
                    .split(" ");

    private final Random random = new Random(1);

    private ProfileBench() {}

    /** Measures and prints. */
    public static void main(String... args) {
        new ProfileBench().run();
    }

    private void run() {
        var memory = new Memory();
        var watch = new Watch(
                PolicyLoader.bundled().detectors(), memory, memory, Pseudonyms.ofOneRun("bench"), account -> false);
        pass(watch, EVENTS / 4);
        var events = new Behaviour[EVENTS];
        for (var i = 0; i < EVENTS; i++) {
            events[i] = event(i);
        }
        var began = System.nanoTime();
        for (var event : events) {
            watch.take(List.of(event));
        }
        var seconds = (System.nanoTime() - began) / 1e9;
        System.out.printf(Locale.ROOT, "%.0f events a second%n", EVENTS / seconds);
        var sizes = 0L;
        var largest = 0;
        for (var account = 0; account < ACCOUNTS; account++) {
            int size = memory.update("ACCOUNT#account" + account, profile -> profile.toBytes().length);
            sizes += size;
            largest = Math.max(largest, size);
        }
        System.out.printf(
                Locale.ROOT,
                "%d bytes a profile kept on average, %d at most, %d empty%n",
                sizes / ACCOUNTS,
                largest,
                new Profile().toBytes().length);
        System.gc();
        var heap = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        System.out.printf(
                Locale.ROOT,
                "%.2f GB kept for a million accounts and as many keys; %.0f MB of heap for the %d here, events included%n",
                2.0 * sizes / ACCOUNTS * MILLION / 1e9,
                heap / 1e6,
                ACCOUNTS);
    }

    private void pass(Watch watch, int count) {
        for (var i = 0; i < count; i++) {
            watch.take(List.of(event(i)));
        }
    }

    private Behaviour event(int i) {
        var account = random.nextInt(ACCOUNTS);
        var prompt = new StringBuilder();
        for (var word = 0; word < 14; word++) {
            prompt.append(WORDS[random.nextInt(WORDS.length)]).append(' ');
        }
        var kind = i % 3 == 2 ? Kind.DOWNLOAD : Kind.GENERATION;
        return new Behaviour(
                "evt" + i,
                "account" + account,
                "key" + account,
                kind,
                START.plusMillis(i * 80L),
                "10.0." + account % 200 + "." + random.nextInt(3),
                "AS" + account % 50,
                "FR",
                "Mozilla/5.0 (X11; Linux x86_64) " + account % 20,
                "device" + account,
                "card" + account,
                kind == Kind.DOWNLOAD ? null : prompt.toString(),
                "img" + i,
                "allowed");
    }
}
