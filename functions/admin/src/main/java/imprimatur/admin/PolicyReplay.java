package imprimatur.admin;

import imprimatur.accounts.AccountStore;
import imprimatur.base.Limits;
import imprimatur.policy.Policy;
import imprimatur.policy.PolicySource;
import imprimatur.policy.replay.RecordedDecisions;
import imprimatur.policy.replay.Replay;
import imprimatur.policy.replay.ReplayReport;
import imprimatur.usage.Activity;
import imprimatur.usage.UsageStore;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;

/** Replays the newest recorded decisions of a period under a draft, as many as an answer has time for. */
record PolicyReplay(
        RecordedDecisions decisions,
        PolicySource policies,
        AccountStore accounts,
        UsageStore usage,
        InstantSource clock) {
    ReplayReport of(Policy tried, Instant from, Instant to) {
        var replay = new Replay(tried, policies::find);
        var until = clock.instant().plus(Limits.REPLAY_TIME);
        try (var recorded = decisions.between(from, to)) {
            var complete = replay.takeAll(
                    recorded, Limits.REPLAY_DECISIONS, () -> clock.instant().isBefore(until));
            return replay.report(complete, account -> good(account, day(from)));
        }
    }

    private static LocalDate day(Instant at) {
        return at.atOffset(ZoneOffset.UTC).toLocalDate();
    }

    private boolean good(String account, LocalDate before) {
        var struck = accounts.find(account)
                .filter(found -> !found.strikes().isEmpty())
                .isPresent();
        return !struck
                && usage.days(account, before.minusDays(Limits.DAILY_USAGE_KEPT.toDays()), before).stream()
                        .noneMatch(day -> day.count(Activity.BLOCKED) > 0);
    }
}
