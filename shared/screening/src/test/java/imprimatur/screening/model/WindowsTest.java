package imprimatur.screening.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

final class WindowsTest {
    @Test
    void aShortTextIsItsOnlyPiece() {
        assertEquals(List.of("a quiet harbour at dusk"), Windows.of("a quiet harbour at dusk"));
        assertEquals(List.of(""), Windows.of(""));
    }

    @Test
    void aLongTextIsCoveredWholeAndOverlaps() {
        var text = new StringBuilder();
        for (var i = 0; i < 1_000; i++) {
            text.append("word").append(i).append(' ');
        }
        var windows = Windows.of(text.toString().strip());
        for (var i = 0; i < 1_000; i++) {
            var word = "word" + i;
            assertTrue(
                    windows.stream()
                            .anyMatch(window -> List.of(window.split(" ", -1)).contains(word)),
                    word);
        }
        assertTrue(windows.stream().allMatch(window -> window.length() <= 480));
        assertTrue(windows.size() < 30, () -> windows.size() + " windows");
    }

    @Test
    void aLongTextWithoutSpacesIsCutToo() {
        assertTrue(Windows.of("海".repeat(1_000)).stream().allMatch(window -> window.length() <= 120));
        assertTrue(Windows.of("x".repeat(16_000)).size() < 60);
    }
}
