package imprimatur.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class PolicyCommandTest {
    private static final Path POLICY = Path.of("../policy");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int check(Path file) {
        return Main.commandLine()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute("policy", "check", file.toString());
    }

    @Test
    void aGoodPolicyIsShownWithSectionsRulesAndExamples() {
        assertEquals(0, check(POLICY.resolve("aup.yaml")), err::toString);
        var shown = out.toString();
        assertTrue(shown.contains("2.2      minors           Harm to minors"), shown);
        assertTrue(shown.matches("(?s).*2\\.1 +sexual-block +medium +block +4\\R.*"), shown);
        assertTrue(shown.strip().endsWith("all hold."), shown);
    }

    @Test
    void everyProblemIsShownWithFileLineAndRule(@TempDir Path folder) throws IOException {
        var broken = folder.resolve("broken.yaml");
        Files.writeString(
                broken,
                Files.readString(POLICY.resolve("aup.yaml"))
                        .replace("when: text.sexual >= band.sexual_block\n", "when: text.sexuel >= 0.5\n")
                        .replace("{text.age: 0.9, text.violence: 0.9}", "{text.age: 0.9, text.violence: 0.1}")
                        .replace("checks_a_minute: 30\n", "checks_a_minute: -30\n"));
        assertEquals(1, check(broken));
        var problems = List.of(err.toString().split("\\R", -1));
        assertTrue(
                problems.get(0).matches(".*broken\\.yaml:\\d+: sexual-block: undeclared reference.*"), err::toString);
        assertTrue(
                problems.get(1).matches(".*broken\\.yaml:\\d+: minors-violence: the example must fire and does not"),
                err::toString);
        assertTrue(problems.get(2).matches(".*broken\\.yaml:\\d+: must be within 0 and \\d+: -30"), err::toString);
        assertEquals("3 problem(s); the policy is refused.", problems.get(3));
        assertEquals("", out.toString());
    }

    @Test
    void aFileThatIsMissingOrNoTextIsRefused(@TempDir Path folder) throws IOException {
        assertEquals(1, check(folder.resolve("nothing.yaml")));
        assertTrue(err.toString().contains("nothing.yaml cannot be read."), err::toString);
        var binary = Files.write(folder.resolve("binary.yaml"), new byte[] {(byte) 0xff, (byte) 0xfe});
        assertEquals(1, check(binary));
        assertTrue(err.toString().contains("binary.yaml is not UTF-8."), err::toString);
    }

    @Test
    void withoutAFileTheCommandIsWronglyUsed() {
        assertEquals(
                CommandLine.ExitCode.USAGE,
                Main.commandLine().setErr(new PrintWriter(err, true)).execute("policy", "check"));
    }
}
