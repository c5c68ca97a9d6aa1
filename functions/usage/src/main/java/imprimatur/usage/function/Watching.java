package imprimatur.usage.function;

import imprimatur.accounts.Account;
import imprimatur.accounts.AccountStore;
import imprimatur.accounts.Standing;
import imprimatur.base.Hashing;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.base.Tokens;
import imprimatur.cases.Notice;
import imprimatur.cases.Notices;
import imprimatur.policy.Plan;
import imprimatur.policy.Policy;
import imprimatur.usage.detect.Accounts;
import imprimatur.usage.detect.Finding;
import imprimatur.usage.detect.ProfileStore;
import imprimatur.usage.detect.Watch;
import imprimatur.usage.links.LinkStore;
import imprimatur.usage.pool.Pools;
import imprimatur.usage.profile.Behaviour;
import imprimatur.usage.profile.Pseudonyms;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Lets the detectors look at what accounts do; each finding is a notice to the queue of reports, with its evidence. */
final class Watching {
    private static final int ID_DIGITS = 26;

    private final Policy policy;
    private final ProfileStore profiles;
    private final LinkStore links;
    private final Tokens tokens;
    private final AccountStore accounts;
    private final Notices notices;
    private final Pools pools;
    private final InstantSource clock;
    private @Nullable Watch watch;

    Watching(
            Policy policy,
            ProfileStore profiles,
            LinkStore links,
            Tokens tokens,
            AccountStore accounts,
            Notices notices,
            Pools pools,
            InstantSource clock) {
        this.policy = policy;
        this.profiles = profiles;
        this.links = links;
        this.tokens = tokens;
        this.accounts = accounts;
        this.notices = notices;
        this.pools = pools;
        this.clock = clock;
    }

    /** Takes what accounts did; the same again changes nothing, within the memory of a profile. */
    void take(List<Behaviour> behaviours) {
        if (!behaviours.isEmpty()) {
            watch().take(behaviours, pools::tied).forEach(finding -> notices.accept(notice(finding)));
        }
    }

    /** One key for all processes of a deployment; asked for when first needed. */
    private Watch watch() {
        var known = watch;
        if (known == null) {
            known = new Watch(
                    policy.detectors(),
                    profiles,
                    links,
                    Pseudonyms.rotating(tokens),
                    new KnownAccounts(),
                    policy.pooling());
            watch = known;
        }
        return known;
    }

    private final class KnownAccounts implements Accounts {
        @Override
        public boolean suspended(String account) {
            return accounts.find(account)
                    .filter(found -> found.standing(clock.instant()) instanceof Standing.Suspended)
                    .isPresent();
        }

        @Override
        public Optional<Plan> plan(String account) {
            return accounts.find(account)
                    .map(Account::plan)
                    .filter(policy.plans()::contains)
                    .map(policy::plan);
        }
    }

    /** The same notice for the same finding of a day. */
    private static Notice notice(Finding finding) {
        var day = finding.firstSeen().atOffset(ZoneOffset.UTC).toLocalDate();
        var occasion = String.join("\n", finding.activity(), finding.account(), day.toString());
        return Notice.bySystem(
                "ntc_" + Hashing.sha256(occasion).substring(0, ID_DIGITS),
                Notice.Channel.USAGE,
                finding.firstSeen(),
                finding.evidence().section(),
                explanation(finding),
                null,
                finding.account());
    }

    /** In words first, then the pack as JSON, for what draws it. */
    private static String explanation(Finding finding) {
        var text = new StringBuilder("Detectors of usage, score " + finding.score() + ".\n");
        finding.evidence()
                .detectors()
                .forEach((detector, seen) -> text.append(detector)
                        .append(": ")
                        .append(seen)
                        .append(". It would not have fired with ")
                        .append(finding.evidence().otherwise().getOrDefault(detector, ""))
                        .append(".\n"));
        text.append(Json.write(finding.evidence()));
        return text.substring(0, Math.min(text.length(), Limits.LONG_TEXT_CHARS));
    }
}
