package imprimatur.cli.training;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NamesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private Names names;

    @BeforeEach
    void read() throws IOException {
        var list = Files.writeString(folder.resolve("list.txt"), "Ada Lovelace\n\n");
        Files.writeString(folder.resolve("people.science.txt"), "# known\n1 Galileo | 伽利略\n! galileo mission\n");
        names = Names.read(list, folder);
    }

    @Test
    void aSlotIsFilledWithANameInTheScriptOfTheLine() {
        assertEquals("伽利略 在看星星", names.fill("{person} 在看星星", "zh", 1));
    }

    @Test
    void equalSeedsGiveEqualNamesAndEachSlotIsDrawnAnew() {
        var line = "{person},".repeat(40);
        assertEquals(names.fill(line, "en", 5), names.fill(line, "en", 5));
        assertEquals(
                Set.of("Ada Lovelace", "Galileo", ""),
                new HashSet<>(List.of(names.fill(line, "en", 5).split(",", -1))));
    }

    @Test
    void aLineWithoutASlotStaysAsItIs() {
        assertEquals("a {thing} at $5", names.fill("a {thing} at $5", "en", 1));
    }
}
