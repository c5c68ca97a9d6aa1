package imprimatur.cli.local;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Hashing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class ToolsTest {
    @TempDir
    Path root;

    private Project project;
    private Tools tools;

    @BeforeEach
    void layOut() throws IOException {
        project = new Project(root, root.resolve(".imprimatur"));
        tools = new Tools(project);
        Files.createDirectories(project.requirements().getParent());
        Files.writeString(project.requirements(), "ministack==1.5.33\n");
        Files.createDirectories(project.tools().resolve("bin"));
        for (var name : new String[] {"python", "ministack", "aws", "cfn-lint"}) {
            Files.setPosixFilePermissions(
                    Files.writeString(tools.program(name), ""), PosixFilePermissions.fromString("rwx------"));
        }
    }

    @Test
    void anInstallationThatWasNotFinishedDoesNotCount() {
        assertFalse(tools.installed());
    }

    @Test
    void aFinishedInstallationCountsUntilThePinsChange() throws IOException {
        seal();
        assertTrue(tools.installed());
        Files.writeString(project.requirements(), "ministack==1.5.34\n");
        assertFalse(tools.installed());
    }

    @Test
    void anInstallationWhosePythonIsGoneDoesNotCount() throws IOException {
        seal();
        Files.delete(tools.python());
        Files.createSymbolicLink(tools.python(), root.resolve("removed"));
        assertFalse(tools.installed());
    }

    @Test
    void anInstallationThatWasMovedDoesNotCount() throws IOException {
        Files.writeString(
                project.tools().resolve("installed"),
                Hashing.sha256(Files.readString(project.requirements()) + "/elsewhere/.imprimatur/tools"));
        assertFalse(tools.installed());
    }

    private void seal() throws IOException {
        Files.writeString(
                project.tools().resolve("installed"),
                Hashing.sha256(Files.readString(project.requirements()) + project.tools()));
    }
}
