package imprimatur.screening.model;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class NegationsTest {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    a couple on a beach no nudity            | a couple on a beach
                    a field without any blood or gore        | a field
                    a field no blood no gore at dawn         | a field at dawn
                    一家人在海边不要裸露                      | 一家人在海边
                    """)
    void whatAPictureShouldBeWithoutIsNotRead(String text, String rest) {
        assertEquals(rest, Negations.removed(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a woman with no clothes", "not only nude", "casino violence", "no one is safe from blood"})
    void anythingElseStaysAsItIs(String text) {
        assertEquals(text, Negations.removed(text));
    }

    @Test
    void aTextOfNothingElseIsEmpty() {
        assertEquals("", Negations.removed("no nudity"));
    }
}
