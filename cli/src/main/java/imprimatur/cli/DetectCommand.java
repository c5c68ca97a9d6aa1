package imprimatur.cli;

import imprimatur.cli.detection.AccountBook;
import imprimatur.cli.detection.LineWatch;
import imprimatur.cli.local.LocalException;
import imprimatur.cli.simulation.Scorecard;
import imprimatur.usage.detect.Memory;
import imprimatur.usage.detect.Watch;
import imprimatur.usage.profile.Pseudonyms;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Finds the forbidden activities in events from the standard input; no stack need run. */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        description = {
            "Find mass generation, key sharing, rate evasion and model training: lines of JSON in and out.",
            "In:  {\"t\",\"account\",\"key\",\"type\",\"ip\",\"asn\",\"country\",\"user_agent\",\"device_id\","
                    + "\"payment_id\",\"prompt\",\"image_id\",\"outcome\"}, in order of time, nearly;",
            "     any but t, account and type may be absent.",
            "     A line may tell the account's \"plan\"; lines of the type suspension and reinstatement tell who is",
            "     suspended from then on, so that one who comes back is known.",
            "Out: {\"account\",\"activity\",\"score\",\"first_seen\",\"evidence\"}, when it is first found.",
            "A line that cannot be read is told on the standard error with its number, and the rest is done;",
            "the exit code is 1 then."
        })
final class DetectCommand implements Callable<Integer> {
    private static final int KEY_BYTES = 32;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PolicyOption policy;

    @Option(
            names = "--truth",
            description = "File of the truth that simulate wrote: tell on the standard error how well it was found.")
    private @Nullable Path truth;

    @Override
    public Integer call() throws IOException {
        var memory = new Memory();
        var rules = policy.read();
        var accounts = new AccountBook(rules);
        var watch = new Watch(rules.detectors(), memory, memory, Pseudonyms.ofOneRun(key()), accounts);
        var scorecard = scorecard();
        var lines = new LineWatch(
                watch,
                accounts,
                finding -> scorecard.ifPresent(
                        card -> card.finding(finding.account(), finding.activity(), finding.firstSeen())));
        try (var in = In.standard();
                var out = Out.standard()) {
            var failed = lines.run(in, out, System.err);
            scorecard.ifPresent(card -> System.err.print(card.table()));
            return failed == 0 ? 0 : 1;
        }
    }

    private Optional<Scorecard> scorecard() {
        if (truth == null) {
            return Optional.empty();
        }
        try (var lines = Files.newBufferedReader(truth)) {
            return Optional.of(Scorecard.read(lines));
        } catch (IOException e) {
            throw new LocalException("The truth " + truth + " cannot be read: " + e.getMessage());
        }
    }

    /** Known to nobody, and gone with this run: what it hashes cannot be tried against later. */
    private static String key() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }
}
