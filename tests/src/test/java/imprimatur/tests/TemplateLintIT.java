package imprimatur.tests;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.cli.local.Project;
import imprimatur.cli.local.Tools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds the template against cfn-lint, as {@code ./imprimatur lint} does. */
class TemplateLintIT {
    private static final Project PROJECT = Project.find();
    private static final Tools TOOLS = new Tools(PROJECT);

    @TempDir
    Path folder = Path.of("");

    @BeforeAll
    static void installTheTools() {
        TOOLS.install();
    }

    @Test
    void theTemplateHasNeitherErrorsNorWarnings() throws IOException {
        var log = folder.resolve("lint.log");
        var code = TOOLS.lint(PROJECT.template(), log);
        var said = Files.readString(log);
        assertEquals(0, code, () -> "cfn-lint template.yaml:\n" + said);
    }

    @ParameterizedTest
    @CsvSource({
        "E3006, 'Type: AWS::SQS::Queue', 'Type: AWS::SQS::Queueue'",
        "W8001, 'Conditions:', 'Conditions:\n  Unused: !Equals [!Ref Domain, x]'"
    })
    void anErrorOrAWarningIsFound(String rule, String right, String wrong) throws IOException {
        var template = Files.readString(PROJECT.template());
        var broken = template.replaceFirst("(?m)^( *)" + right + "$", "$1" + wrong);
        assertNotEquals(template, broken);
        var copy = Files.writeString(folder.resolve("template.yaml"), broken);
        var log = folder.resolve("lint.log");
        var code = TOOLS.lint(copy, log);
        var said = Files.readString(log);
        assertNotEquals(0, code, said);
        assertTrue(said.contains(rule), said);
    }
}
