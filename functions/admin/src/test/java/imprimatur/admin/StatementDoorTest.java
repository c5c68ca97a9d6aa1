package imprimatur.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StatementDoorTest {
    private final World world = new World();

    StatementDoorTest() {
        world.applied("enf_1", "2.6");
    }

    @Test
    void theAccountReadsWhyAndHowToContestItWithItsOwnKey() {
        var answer = world.key(World.ALICE_KEY, "GET", "/v1/statements/enf_1", null);
        assertEquals(200, answer.status());
        assertTrue(answer.body().contains("\"code\":\"2.6\""), answer.body());
        assertTrue(answer.body().contains("\"automated\":false"), answer.body());
        assertTrue(answer.body().contains("https://example.com/appeal?enforcement=enf_1&token="), answer.body());
    }

    @Test
    void thePlatformReadsItToo() {
        assertEquals(
                200,
                world.key(World.PLATFORM_KEY, "GET", "/v1/statements/enf_1", null)
                        .status());
    }

    @Test
    void whatIsOfAnotherAccountOrUnknownOrNotYetImposedIsNotFound() {
        world.applied("enf_2", "2.6", "bob");
        assertEquals(
                404,
                world.key(World.ALICE_KEY, "GET", "/v1/statements/enf_2", null).status());
        assertEquals(
                404,
                world.key(World.ALICE_KEY, "GET", "/v1/statements/enf_3", null).status());
    }

    @Test
    void withoutAKeyTheDoorIsShut() {
        assertEquals(401, world.key(null, "GET", "/v1/statements/enf_1", null).status());
        assertEquals(
                401,
                world.key("imp_forged", "GET", "/v1/statements/enf_1", null).status());
    }
}
