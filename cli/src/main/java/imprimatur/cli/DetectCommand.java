package imprimatur.cli;

import imprimatur.cli.detection.LineWatch;
import imprimatur.usage.detect.Memory;
import imprimatur.usage.detect.Watch;
import imprimatur.usage.profile.Pseudonyms;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Finds the forbidden activities in events from the standard input; no stack need run. */
@Command(
        name = "detect",
        mixinStandardHelpOptions = true,
        description = {
            "Find mass generation, key sharing, rate evasion and model training: lines of JSON in and out.",
            "In:  {\"t\",\"account\",\"key\",\"type\",\"ip\",\"asn\",\"country\",\"user_agent\",\"device_id\","
                    + "\"payment_id\",\"prompt\",\"image_id\",\"outcome\"}, in order of time, nearly;",
            "     any but t, account and type may be absent.",
            "Out: {\"account\",\"activity\",\"score\",\"first_seen\",\"evidence\"}, when it is first found.",
            "A line that cannot be read is told on the standard error with its number, and the rest is done;",
            "the exit code is 1 then."
        })
final class DetectCommand implements Callable<Integer> {
    private static final int BUFFER_BYTES = 1 << 16;
    private static final int KEY_BYTES = 32;

    @Mixin
    @SuppressWarnings("NullAway.Init")
    private PolicyOption policy;

    @Override
    public Integer call() throws IOException {
        var memory = new Memory();
        var watch = new Watch(policy.read().detectors(), memory, memory, Pseudonyms.ofOneRun(key()), account -> false);
        try (var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), BUFFER_BYTES);
                var out = Out.standard()) {
            return new LineWatch(watch).run(in, out, System.err) == 0 ? 0 : 1;
        }
    }

    /** Known to nobody, and gone with this run: what it hashes cannot be tried against later. */
    private static String key() {
        var key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        return HexFormat.of().formatHex(key);
    }
}
