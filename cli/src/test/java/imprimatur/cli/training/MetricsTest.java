package imprimatur.cli.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.cli.training.Metrics.Scored;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class MetricsTest {
    @Test
    void aPerfectOrderHasAreaOne() {
        assertEquals(
                1, Metrics.auprc(List.of(new Scored(0.9, true), new Scored(0.8, true), new Scored(0.1, false))), 1e-12);
    }

    @Test
    void areaIsAveragePrecision() {
        var scored =
                List.of(new Scored(0.9, true), new Scored(0.8, false), new Scored(0.7, true), new Scored(0.6, false));
        assertEquals((1.0 + 2.0 / 3) / 2, Metrics.auprc(scored), 1e-12);
    }

    @Test
    void equalScoresAreTakenTogether() {
        var scored = List.of(new Scored(0.5, true), new Scored(0.5, false), new Scored(0.5, false));
        assertEquals(1.0 / 3, Metrics.auprc(scored), 1e-12);
    }

    @Test
    void withoutPositivesThereIsNoArea() {
        assertTrue(Double.isNaN(Metrics.auprc(List.of(new Scored(0.5, false)))));
        assertTrue(Double.isNaN(Metrics.auprc(List.of())));
        assertTrue(Double.isNaN(Metrics.recallAt(List.of(new Scored(0.5, false)), 0.01)));
    }

    @Test
    void recallIsToldAtAShareOfFalsePositives() {
        var scored = new ArrayList<Scored>();
        for (var i = 0; i < 100; i++) {
            scored.add(new Scored(i / 100.0, false));
        }
        scored.add(new Scored(0.985, true));
        scored.add(new Scored(0.5, true));
        assertEquals(0.5, Metrics.recallAt(scored, 0.01), 1e-12);
        assertEquals(1, Metrics.recallAt(scored, 0.6), 1e-12);
    }

    @Test
    void aQuantileHasTheAskedShareAbove() {
        var values = new double[] {5, 1, 4, 2, 3};
        assertEquals(5, Metrics.quantile(values, 0));
        assertEquals(4, Metrics.quantile(values, 0.2));
        assertEquals(1, Metrics.quantile(values, 1));
    }
}
