package imprimatur.cli.aws;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.cli.local.LocalException;
import imprimatur.cli.local.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class TemplateTest {
    private static final String TEXT = """
            # a comment with ünïcode 🙂 before
            Parameters:
              Days: { Type: Number }
            Resources:
              One:
                Type: AWS::Serverless::Function
                Properties:
                  FunctionName: !Sub ${AWS::StackName}-one
                  CodeUri: functions/one/target/function.zip  # kept
                  Environment: { Variables: { T: !Ref Table, U: !GetAtt Table.Arn } }
              Flow:
                Type: AWS::Serverless::StateMachine
                Properties: { DefinitionUri: "flow.json" }
              Elsewhere:
                Type: AWS::Serverless::StateMachine
                Properties: { DefinitionUri: s3://bucket/flow.json }
            """;

    @TempDir
    Path folder;

    private Template template(String text) throws IOException {
        return Template.read(Files.writeString(folder.resolve("template.yaml"), text));
    }

    @Test
    void packagingChangesThePlacesOfLocalFilesAndNothingElse() throws IOException {
        var packaged = template(TEXT).packaged(file -> "s3://b/" + file.getFileName());
        assertEquals(
                TEXT.replace("functions/one/target/function.zip", "s3://b/function.zip")
                        .replace("\"flow.json\"", "s3://b/flow.json"),
                packaged);
    }

    @Test
    void functionsAndFilesAreFound() throws IOException {
        var template = template(TEXT);
        var function = template.functions("mine").getFirst();
        assertEquals("mine-one", function.name());
        assertEquals(folder.resolve("functions/one/target/function"), function.unpacked());
        assertEquals(
                Set.of(folder.resolve("flow.json"), folder.resolve("functions/one/target/function.zip")),
                template.artefacts());
        assertEquals(Set.of("Days"), template.parameters());
    }

    @Test
    void tagsAreReadInTheirLongForm() throws IOException {
        var properties = template(TEXT).resources().getFirst().properties();
        assertEquals(
                Map.of("Variables", Map.of("T", Map.of("Ref", "Table"), "U", Map.of("Fn::GetAtt", "Table.Arn"))),
                properties.get("Environment"));
    }

    @Test
    void theProjectsTemplateHasItsFunctions() {
        var names = Template.read(Project.find().template()).functions("s").stream()
                .map(Template.LocalFunction::name)
                .toList();
        assertEquals(
                List.of(
                        "s-check",
                        "s-scan",
                        "s-banks",
                        "s-look",
                        "s-report",
                        "s-clock",
                        "s-usage",
                        "s-enforce",
                        "s-admin"),
                names);
    }

    @Test
    void whatIsNoTemplateIsRefused() throws IOException {
        assertThrows(LocalException.class, () -> template("- a list"));
        var nameless = template("Resources: { F: { Type: 'AWS::Serverless::Function', Properties: { CodeUri: x } } }");
        var refused = assertThrows(LocalException.class, () -> nameless.functions("s"));
        assertTrue(String.valueOf(refused.getMessage()).contains("needs a FunctionName"));
    }

    @Test
    void aValueThatCannotBeResolvedIsNotGuessed() {
        var values = new Values(Map.of("Days", "30", "Key", "id"), "arn:key/");
        Map<String, Object> properties = Map.of(
                "plain", "1",
                "parameter", Map.of("Ref", "Days"),
                "key", Map.of("Fn::GetAtt", "Key.Arn"),
                "other", Map.of("Fn::If", List.of("A", "1", "2")));
        assertEquals(1, values.number(properties, "plain"));
        assertEquals(30, values.number(properties, "parameter"));
        assertEquals("arn:key/id", values.text(properties, "key"));
        assertThrows(LocalException.class, () -> values.text(properties, "other"));
    }
}
