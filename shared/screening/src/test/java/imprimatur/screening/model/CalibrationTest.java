package imprimatur.screening.model;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.screening.model.Calibration.Knot;
import java.util.List;
import org.junit.jupiter.api.Test;

final class CalibrationTest {
    private static final Calibration CALIBRATION =
            new Calibration(List.of(new Knot(-3, 0.01), new Knot(0, 0.5), new Knot(2, 0.8)));

    @Test
    void goesThroughItsKnots() {
        assertEquals(0.01, CALIBRATION.score(-3), 1e-9);
        assertEquals(0.5, CALIBRATION.score(0), 1e-9);
        assertEquals(0.8, CALIBRATION.score(2), 1e-9);
    }

    @Test
    void neverChangesAnOrder() {
        for (var logit = -10.0; logit < 10; logit += 0.01) {
            assertTrue(CALIBRATION.score(logit) < CALIBRATION.score(logit + 0.01), "at " + logit);
        }
    }

    @Test
    void staysAboveNoughtAndBelowOneHoweverFarOff() {
        assertTrue(CALIBRATION.score(-1e9) > 0);
        assertTrue(CALIBRATION.score(1e9) < 1);
    }

    @Test
    void refusesKnotsThatDoNotRise() {
        assertThrows(IllegalArgumentException.class, () -> new Calibration(List.of(new Knot(0, 0.5))));
        assertThrows(
                IllegalArgumentException.class, () -> new Calibration(List.of(new Knot(0, 0.5), new Knot(1, 0.5))));
        assertThrows(
                IllegalArgumentException.class, () -> new Calibration(List.of(new Knot(0, 0.5), new Knot(0, 0.6))));
        assertThrows(IllegalArgumentException.class, () -> new Calibration(List.of(new Knot(0, 0.5), new Knot(1, 1))));
    }
}
