package imprimatur.usage.profile;

import imprimatur.policy.Plan;
import imprimatur.policy.PlanLimit;
import imprimatur.usage.profile.Places.Way;
import java.util.HashMap;
import java.util.Map;

/** What a profile shows, in numbers that the policy's detectors name. */
public final class Features {
    private static final int DAY = 24;
    private static final int DAY_SECONDS = 86_400;
    private static final int CHECKS = 0;
    private static final int GENERATIONS = 1;
    private static final int DOWNLOADS = 2;

    private Features() {}

    /** Checks or generations of the last 24 hours, whichever are more: an image that is checked first counts once. */
    public static int work(Profile profile) {
        var hour = profile.newestHour();
        return Math.max(profile.hours.sum(CHECKS, hour, DAY), profile.hours.sum(GENERATIONS, hour, DAY));
    }

    /**
     * The features of an account.
     *
     * @param key the profile of the key of its newest event; its own where it came without a key
     */
    public static Map<String, Double> of(Profile account, Profile key) {
        var features = new HashMap<String, Double>();
        volume(account, features);
        rhythm(account, features);
        prompts(account, features);
        gallery(account, features);
        places("places", account, features);
        places("key", key, features);
        features.put("key.volume", (double) work(key));
        features.put("key.patterns", (double) key.prompts.patterns());
        features.put("key.interleaved_share", key.prompts.interleavedShare());
        return features;
    }

    /** What the use of an account is to its plan. */
    public static Map<String, Double> of(Plan plan, Profile account) {
        var limit = plan.limit(PlanLimit.GENERATIONS_A_DAY);
        return Map.of(
                "plan.known",
                1.0,
                "plan.day_limit",
                (double) limit,
                "plan.share_of_limit",
                (double) work(account) / Math.max(1, limit));
    }

    private static void volume(Profile profile, Map<String, Double> features) {
        var hour = profile.newestHour();
        var hours = profile.hours;
        var work = work(profile);
        features.put("volume.work", (double) work);
        features.put("volume.downloads", (double) hours.sum(DOWNLOADS, hour, DAY));
        var busiest = Math.max(hours.most(CHECKS, hour, DAY), hours.most(GENERATIONS, hour, DAY));
        features.put("volume.busiest_hour", (double) busiest);
        features.put("volume.busiest_minute", profile.busiestMinute());
        features.put("volume.refused", profile.refused());
        features.put("volume.refused_share", Math.min(1, profile.refused() / Math.max(1, profile.prompts.count())));
        features.put("volume.age_hours", (double) (hour - profile.firstHour()));
        features.put("volume.hourly", work / Math.max(1.0, hours.activeHours(hour, DAY)));
    }

    private static void rhythm(Profile profile, Map<String, Double> features) {
        var hour = profile.newestHour();
        var known = Math.min(DAY, hour - profile.firstHour() + 1);
        features.put("rhythm.hours_known", (double) known);
        features.put("rhythm.active_hours", (double) profile.hours.activeHours(hour, DAY));
        features.put("rhythm.longest_rest", (double) profile.hours.longestRest(hour, (int) known));
        features.put("rhythm.longest_stretch", (double) profile.hours.longestStretch(hour, (int) known));
        var gaps = profile.makingGaps.count() > profile.checkGaps.count() / 2 ? profile.makingGaps : profile.checkGaps;
        features.put("rhythm.gaps", gaps.count());
        features.put("rhythm.gap_spread", gaps.spread());
        features.put("rhythm.same_gap_share", gaps.sameShare());
        features.put("rhythm.typical_gap", gaps.typicalSeconds());
    }

    private static void prompts(Profile profile, Map<String, Double> features) {
        var prompts = profile.prompts;
        var hour = profile.newestHour();
        var distinct = prompts.distinct(hour);
        features.put("prompts.count", prompts.count());
        features.put("prompts.distinct", distinct);
        features.put(
                "prompts.distinct_share",
                Math.min(1, distinct / Math.max(1, Math.max(prompts.count(), work(profile)))));
        features.put("prompts.template_share", prompts.templateShare());
        features.put("prompts.largest_share", prompts.largestShare());
        features.put("prompts.patterns", (double) prompts.patterns());
        features.put("prompts.counted_share", prompts.countedShare());
        features.put("prompts.repeat_share", prompts.repeatShare());
        features.put("prompts.edit_share", prompts.editShare());
        features.put("prompts.caption_share", prompts.captionShare());
        features.put("prompts.intents", prompts.intents());
        features.put("prompts.intent_share", prompts.intentShare());
        features.put("prompts.size_share", prompts.sizeShare());
        features.put("prompts.interleaved_share", prompts.interleavedShare());
    }

    private static void gallery(Profile profile, Map<String, Double> features) {
        var gallery = profile.gallery;
        features.put("gallery.distinct", gallery.distinct(profile.newestHour()));
        features.put("gallery.ratio", gallery.ratio());
        features.put("gallery.foreign", gallery.foreign());
        features.put("gallery.foreign_share", gallery.foreignShare());
        features.put("gallery.sequential_share", gallery.sequentialShare());
    }

    private static void places(String prefix, Profile profile, Map<String, Double> features) {
        var places = profile.places;
        var now = (int) profile.newest().getEpochSecond();
        for (var way : new Way[] {Way.IP, Way.ASN, Way.COUNTRY, Way.AGENT, Way.DEVICE, Way.SESSION}) {
            var place = places.of(way);
            var name = prefix + "." + way.plural();
            features.put(name + "_day", (double) place.within(now, DAY_SECONDS));
            features.put(name + "_hour", place.anHour());
            features.put(name + "_alternations", place.alternations());
        }
        var devices = places.of(Way.DEVICE).within(now, DAY_SECONDS);
        var people = devices > 0 ? devices : Math.max(1, places.of(Way.AGENT).within(now, DAY_SECONDS));
        features.put(prefix + ".people_day", (double) people);
        features.put(prefix + ".work_each", (double) work(profile) / people);
        features.put(prefix + ".fresh_ip_share", places.of(Way.IP).freshShare());
        features.put(prefix + ".browser_share", places.browserShare());
        features.put(prefix + ".keys_day", (double) places.of(Way.KEY).within(now, DAY_SECONDS));
    }
}
