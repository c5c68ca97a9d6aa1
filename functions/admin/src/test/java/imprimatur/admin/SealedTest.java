package imprimatur.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.imaging.BankEntry;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** G11: what is said of section 2.2 is for the eyes of legal. */
class SealedTest {
    private static final String HASH = "c".repeat(64);

    private final World world = new World();

    @ParameterizedTest
    @ValueSource(strings = {"[reviewer]", "[lead]", "[admin]", "[reviewer lead admin]"})
    void aSealedCaseDoesNotExistForAnyoneButLegal(String groups) {
        var path = "/admin/cases/" + world.sealed.id();
        assertEquals(404, world.staff(groups, "GET", path, null).status());
        assertEquals(404, world.staff(groups, "POST", path + "/claim", null).status());
        assertEquals(404, world.staff(groups, "POST", path + "/release", null).status());
        assertEquals(
                404,
                world.staff(groups, "POST", path + "/comments", "{\"text\":\"x\"}")
                        .status());
        assertEquals(
                404,
                world.staff(groups, "POST", path + "/dismiss", "{\"version\":2,\"reason\":\"x\"}")
                        .status());
        assertEquals(
                404,
                world.staff(groups, "POST", path + "/decide", "{\"version\":2,\"section\":\"2.1\",\"reason\":\"x\"}")
                        .status());
        assertEquals(2, world.cases.find(world.sealed.id()).orElseThrow().version());
    }

    @ParameterizedTest
    @ValueSource(strings = {"[reviewer]", "[lead]", "[admin]"})
    void listsLeaveItOut(String groups) {
        assertEquals(List.of(world.open.id()), ids(groups, "/admin/cases", "id"));
        assertEquals(List.of(world.open.id()), ids(groups, "/admin/accounts/alice/cases", "id"));
    }

    @Test
    void legalSeesAndWorksIt() {
        assertEquals(2, ids("[legal]", "/admin/cases", "id").size());
        var path = "/admin/cases/" + world.sealed.id();
        assertEquals(200, world.staff("[legal]", "POST", path + "/claim", null).status());
        assertEquals(
                202,
                world.staff("[legal]", "POST", path + "/decide", "{\"version\":3,\"section\":\"2.2\",\"reason\":\"x\"}")
                        .status());
    }

    @Test
    void eachViewIsAudited() {
        world.staff("[legal]", "GET", "/admin/cases/" + world.sealed.id(), null);
        var entry = world.audit.records.getLast().entry();
        assertEquals(
                List.of("sealed.viewed", "sam", world.sealed.id()),
                List.of(entry.act(), entry.actor(), entry.subject()));
    }

    @Test
    void aViewOfAnotherCaseIsNot() {
        world.staff("[legal]", "GET", "/admin/cases/" + world.open.id(), null);
        assertEquals(List.of(), world.audit.acts());
    }

    @Test
    void aCaseThatIsDecidedToBeSealedVanishesForWhoDecided() {
        var path = "/admin/cases/" + world.open.id();
        assertEquals(
                202,
                world.staff(
                                "[reviewer]",
                                "POST",
                                path + "/decide",
                                "{\"version\":2,\"section\":\"2.2\",\"reason\":\"x\"}")
                        .status());
        assertEquals(404, world.staff("[reviewer]", "GET", path, null).status());
    }

    @Test
    void anEnforcementAndAnAppealAreSealedAlike() {
        world.applied("enf_s", "2.2");
        world.appealed("apl_s", "2.2");
        var decision = "{\"overturn\":false,\"reason\":\"x\"}";
        for (var groups : List.of("[lead]", "[admin]")) {
            assertEquals(List.of(), ids(groups, "/admin/enforcements?status=applied", "id"));
            assertEquals(List.of(), ids(groups, "/admin/appeals", "id"));
            assertEquals(
                    404,
                    world.staff(groups, "GET", "/admin/enforcements/enf_s", null)
                            .status());
            assertEquals(
                    404,
                    world.staff(groups, "GET", "/admin/appeals/apl_s", null).status());
            assertEquals(
                    404,
                    world.staff(groups, "POST", "/admin/appeals/apl_s", decision)
                            .status());
        }
        assertEquals(List.of("enf_s"), ids("[legal]", "/admin/enforcements?status=applied", "id"));
        assertEquals(
                200,
                world.staff("[legal]", "GET", "/admin/enforcements/enf_s", null).status());
        assertEquals(
                200,
                world.staff("[legal]", "POST", "/admin/appeals/apl_s", decision).status());
    }

    @Test
    void aSealedQuestionIsForLegalAndOnceOverdueForAdmins() {
        world.asked("apr_s", "2.2", "legal");
        var yes = "{\"approve\":true,\"reason\":\"x\"}";
        for (var groups : List.of("[lead]", "[admin]")) {
            assertEquals(List.of(), ids(groups, "/admin/approvals", "id"));
            assertEquals(
                    404,
                    world.staff(groups, "POST", "/admin/approvals/apr_s", yes).status());
        }
        world.asked("apr_late", "2.2", "admin");
        assertEquals(List.of(), ids("[lead]", "/admin/approvals", "id"));
        assertEquals(List.of("apr_late"), ids("[admin]", "/admin/approvals", "id"));
        assertEquals(
                200,
                world.staff("[admin]", "POST", "/admin/approvals/apr_late", yes).status());
        assertEquals(
                200,
                world.staff("[legal]", "POST", "/admin/approvals/apr_s", yes).status());
    }

    @Test
    void hashesOfSealedContentAreForLegal() {
        world.banks.add(entry("2.2", "dora"));
        for (var groups : List.of("[lead]", "[admin]")) {
            assertEquals(
                    List.of(),
                    world.staff(groups, "GET", "/admin/banks/local", null).items());
            assertEquals(404, remove(groups));
            assertEquals(
                    404,
                    world.staff(groups, "POST", "/admin/banks/local", body("2.1"))
                            .status());
        }
        assertEquals(1, world.banks.entries.size());
        assertEquals(
                1,
                world.staff("[legal]", "GET", "/admin/banks/local", null)
                        .items()
                        .size());
        assertEquals(204, remove("[legal]"));
        assertTrue(world.banks.entries.isEmpty());
    }

    @Test
    void whatAnEnforcementPutIntoABankStaysUntilItIsOverturned() {
        world.banks.add(entry("2.6", "enf_1"));
        assertEquals(409, remove("[lead]"));
        assertEquals(
                409,
                world.staff("[lead]", "POST", "/admin/banks/local", body("2.1")).status());
        assertEquals("enf_1", world.banks.entries.getFirst().addedBy());
        assertFalse(world.audit.acts().contains("bank.removed"));
    }

    private int remove(String groups) {
        return world.staff(groups, "DELETE", "/admin/banks/local/pdq/" + HASH, null)
                .status();
    }

    private List<@Nullable Object> ids(String groups, String path, String name) {
        return world.staff(groups, "GET", path, null).items().stream()
                .<@Nullable Object>map(item -> ((java.util.Map<?, ?>) item).get(name))
                .toList();
    }

    private static String body(String section) {
        return "{\"kind\":\"pdq\",\"hash\":\"" + HASH + "\",\"purpose\":\"ban\",\"section\":\"" + section + "\"}";
    }

    private static BankEntry entry(String section, String by) {
        return new BankEntry("local", BankEntry.Kind.PDQ, HASH, BankEntry.Purpose.BAN, section, by, null, World.NOW);
    }
}
