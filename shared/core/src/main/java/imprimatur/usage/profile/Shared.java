package imprimatur.usage.profile;

import imprimatur.usage.profile.Places.Way;

/** What an account may have in common with others: hashes of the things that it used lately. */
public final class Shared {
    private static final int DAY_SECONDS = 86_400;
    private static final int MOST = 4;

    private Shared() {}

    public static long[] devices(Profile profile) {
        return lately(profile, Way.DEVICE, 2 * MOST);
    }

    public static long[] payments(Profile profile) {
        return lately(profile, Way.PAYMENT, MOST);
    }

    public static long[] addresses(Profile profile) {
        return lately(profile, Way.IP, MOST);
    }

    public static long[] keys(Profile profile) {
        return lately(profile, Way.KEY, MOST);
    }

    /**
     * What the prompts of its most frequent pattern have in common.
     *
     * @param least prompts that it must have shown in
     */
    public static long[] patterns(Profile profile, double least) {
        return profile.prompts.bands(least);
    }

    private static long[] lately(Profile profile, Way way, int most) {
        var day = way == Way.PAYMENT ? Integer.MAX_VALUE : DAY_SECONDS;
        return profile.places.of(way).values((int) Math.max(0, profile.newest().getEpochSecond() - day), most);
    }
}
