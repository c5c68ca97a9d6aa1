package imprimatur.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import imprimatur.usage.Activity;
import imprimatur.usage.DayUsage;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AccountUsageTest {
    private final World world = new World();

    @Test
    void daysAreCountedBackFromToday() {
        world.usage.days.put(
                "alice",
                List.of(
                        new DayUsage(LocalDate.parse("2026-11-01"), Map.of(Activity.CHECK, 3, Activity.BLOCKED, 1)),
                        new DayUsage(LocalDate.parse("2026-10-01"), Map.of(Activity.CHECK, 2))));
        var month = world.staff("[reviewer]", "GET", "/admin/accounts/alice/usage", null);
        assertEquals(1, month.items().size());
        assertEquals(3, ((Map<?, ?>) month.items().getFirst()).get("checks"));
        var year = world.staff("[reviewer]", "GET", "/admin/accounts/alice/usage?days=365", null);
        assertEquals(2, year.items().size());
    }

    @Test
    void anAccountThatIsNotThereAndAPeriodThatIsNotKeptAreRefused() {
        assertEquals(
                404,
                world.staff("[admin]", "GET", "/admin/accounts/nobody/usage", null)
                        .status());
        assertEquals(
                400,
                world.staff("[admin]", "GET", "/admin/accounts/alice/usage?days=401", null)
                        .status());
    }
}
