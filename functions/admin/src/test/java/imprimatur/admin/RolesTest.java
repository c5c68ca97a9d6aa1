package imprimatur.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.imaging.BankEntry;
import imprimatur.policy.PolicyDraft;
import imprimatur.policy.PolicyEdition;
import imprimatur.policy.PolicyLoader;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RolesTest {
    private static final Set<String> ALL = Set.of("reviewer", "lead", "legal", "admin");
    private static final Set<String> WORKERS = Set.of("reviewer", "lead", "admin");
    private static final Set<String> STEERERS = Set.of("lead", "admin");
    private static final Set<String> LEADERS = Set.of("lead", "legal", "admin");
    private static final String HASH = "a".repeat(64);

    private final World world = new World();

    /** A route, with who may use it; the id of the open case stands for {@code CASE}. */
    record Route(String method, String path, @Nullable String body, int success, Set<String> allowed) {}

    /** One cell of the matrix. */
    record Cell(Route route, String group) {
        @Override
        public String toString() {
            return group + " " + route.method() + " " + route.path();
        }
    }

    private static List<Route> routes() {
        return List.of(
                new Route("GET", "/admin/me", null, 200, ALL),
                new Route("GET", "/admin/cases", null, 200, ALL),
                new Route("GET", "/admin/cases?status=enforced", null, 200, ALL),
                new Route("GET", "/admin/cases?section=2.6&claimed=none", null, 200, ALL),
                new Route("GET", "/admin/cases?claimed=me", null, 200, ALL),
                new Route("GET", "/admin/queues", null, 200, ALL),
                new Route("POST", "/admin/cases/next", "{}", 200, ALL),
                new Route(
                        "POST",
                        "/admin/cases/CASE/escalate",
                        "{\"version\":2,\"to\":\"lead\",\"reason\":\"a politician\"}",
                        200,
                        WORKERS),
                new Route("POST", "/admin/cases/CASE/merge", "{\"version\":2,\"into\":\"OTHER\"}", 200, WORKERS),
                new Route(
                        "POST", "/admin/cases/CASE/split", "{\"version\":3,\"notice_ids\":[\"ntc_9\"]}", 201, WORKERS),
                new Route("GET", "/admin/cases/CASE", null, 200, ALL),
                new Route("POST", "/admin/cases/CASE/claim", null, 200, WORKERS),
                new Route("POST", "/admin/cases/CASE/release", null, 200, WORKERS),
                new Route("POST", "/admin/cases/CASE/comments", "{\"text\":\"looking\"}", 200, WORKERS),
                new Route("POST", "/admin/cases/CASE/dismiss", "{\"version\":2,\"reason\":\"fine\"}", 200, WORKERS),
                new Route(
                        "POST",
                        "/admin/cases/CASE/decide",
                        "{\"version\":2,\"section\":\"2.6\",\"reason\":\"fabricated\"}",
                        202,
                        WORKERS),
                new Route("GET", "/admin/approvals", null, 200, LEADERS),
                new Route(
                        "POST",
                        "/admin/approvals/apr_1",
                        "{\"approve\":true,\"reason\":\"clear\"}",
                        200,
                        Set.of("lead", "admin")),
                new Route("GET", "/admin/enforcements", null, 200, LEADERS),
                new Route("GET", "/admin/enforcements?status=applied", null, 200, LEADERS),
                new Route("GET", "/admin/enforcements/enf_1", null, 200, LEADERS),
                new Route(
                        "POST",
                        "/admin/enforcements",
                        "{\"account\":\"bob\",\"section\":\"3.2\",\"reason\":\"resold\","
                                + "\"sanctions\":[{\"kind\":\"suspend\",\"days\":7}]}",
                        202,
                        LEADERS),
                new Route("GET", "/admin/appeals", null, 200, LEADERS),
                new Route("GET", "/admin/appeals/apl_1", null, 200, LEADERS),
                new Route("POST", "/admin/appeals/apl_1", "{\"overturn\":true,\"reason\":\"his own\"}", 200, LEADERS),
                new Route("GET", "/admin/accounts/alice", null, 200, ALL),
                new Route("GET", "/admin/accounts/alice/cases", null, 200, ALL),
                new Route("GET", "/admin/accounts/alice/usage", null, 200, ALL),
                new Route("GET", "/admin/banks/local", null, 200, LEADERS),
                new Route(
                        "POST",
                        "/admin/banks/local",
                        "{\"kind\":\"pdq\",\"hash\":\"" + "b".repeat(64)
                                + "\",\"purpose\":\"ban\",\"section\":\"2.6\",\"note\":\"the flood\"}",
                        201,
                        LEADERS),
                new Route("DELETE", "/admin/banks/local/sha256/" + HASH, null, 204, LEADERS),
                new Route("GET", "/admin/banks", null, 200, LEADERS),
                new Route(
                        "PUT",
                        "/admin/banks/partner",
                        "{\"purpose\":\"hold\",\"source\":\"a partner\",\"enabled_percent\":10,"
                                + "\"expires_at\":\"2027-01-01T00:00:00Z\"}",
                        200,
                        LEADERS),
                new Route("PUT", "/admin/banks/local/sha256/" + HASH, "{\"standing\":\"confirmed\"}", 200, LEADERS),
                new Route("GET", "/admin/reporters", null, 200, LEADERS),
                new Route("GET", "/admin/reporters?standing=suspended", null, 200, LEADERS),
                new Route("GET", "/admin/dead-letters", null, 200, Set.of("lead", "admin")),
                new Route("GET", "/admin/dead-letters/reports", null, 200, Set.of("lead", "admin")),
                new Route("POST", "/admin/dead-letters/reports/redrive", "{\"limit\":2}", 200, Set.of("lead", "admin")),
                new Route("GET", "/admin/audit?from=1&limit=10", null, 200, LEADERS),
                new Route("GET", "/admin/policy", null, 200, ALL),
                new Route("GET", "/admin/policy/draft", null, 200, ALL),
                new Route("PUT", "/admin/policy/draft", "{\"version\":1,\"text\":\"version: x\"}", 200, STEERERS),
                new Route("POST", "/admin/policy/draft/replay", "{\"from\":\"2026-10-01T00:00:00Z\"}", 200, STEERERS),
                new Route(
                        "POST",
                        "/admin/policy/draft/publish",
                        "{\"version\":1,\"reason\":\"a new version\"}",
                        200,
                        Set.of("admin")),
                new Route("GET", "/admin/policy/versions", null, 200, ALL),
                new Route("GET", "/admin/policy/versions/2027-01-01", null, 200, ALL));
    }

    static Stream<Cell> cells() {
        return routes().stream()
                .flatMap(
                        route -> Stream.of("reviewer", "lead", "legal", "admin").map(group -> new Cell(route, group)));
    }

    static Stream<Route> eachRoute() {
        return routes().stream();
    }

    @ParameterizedTest
    @MethodSource("cells")
    void eachGroupMayDoWhatTheContractSaysAndNothingElse(Cell cell) {
        prepare();
        var expected =
                cell.route().allowed().contains(cell.group()) ? cell.route().success() : 403;
        var answer = world.staff(
                "[" + cell.group() + "]", cell.route().method(), path(cell.route()), body(world, cell.route()));
        assertEquals(expected, answer.status(), answer.body());
    }

    @ParameterizedTest
    @MethodSource("eachRoute")
    void aTokenWithoutAGroupOfStaffOpensNothing(Route route) {
        prepare();
        for (var groups : List.of("", "[]", "[readers]", "[leader administrators]", "admin.x")) {
            var answer = world.staff(groups, route.method(), path(route), route.body());
            assertEquals(403, answer.status(), groups);
        }
        var none = world.call(
                World.event(route.method(), path(route), route.body(), Map.of("cognito:username", "sam"), null));
        assertEquals(403, none.status());
    }

    @ParameterizedTest
    @MethodSource("eachRoute")
    void withoutAVerifiedTokenNothingOpensWhateverTheHeaderSays(Route route) {
        prepare();
        for (var credential : List.of(World.PLATFORM_KEY, World.ALICE_KEY, "eyJhbGciOiJub25lIn0.eyJzdWIiOiJ4In0.")) {
            assertEquals(
                    401,
                    world.key(credential, route.method(), path(route), route.body())
                            .status());
        }
        assertEquals(
                401,
                world.call(World.event(
                                route.method(), path(route), route.body(), Map.of("cognito:groups", "[admin]"), null))
                        .status(),
                "a token without a name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[reviewer lead]",
                "reviewer lead",
                "[\"reviewer\",\"lead\"]",
                "[\"reviewer\", \"lead\"]",
                "lead,reviewer",
                "[lead reviewer readers]"
            })
    void theListOfGroupsIsReadInEveryFormInWhichItMayCome(String groups) {
        var me = world.staff(groups, "GET", "/admin/me", null).json();
        assertEquals(List.of("lead", "reviewer"), me.get("groups"));
        assertEquals("sam", me.get("name"));
    }

    @Test
    void anAccessTokenNamesItsUserAsWellAsAnIdToken() {
        var access = Map.of("username", "kim", "sub", "1-2-3", "cognito:groups", "[lead]");
        assertEquals(
                "kim",
                world.call(World.event("GET", "/admin/me", null, access, null))
                        .json()
                        .get("name"));
    }

    @Test
    void anUnknownPathIs404AndAnUnknownMethod405() {
        assertEquals(404, world.staff("[admin]", "GET", "/admin/nothing", null).status());
        assertEquals(404, world.staff("[admin]", "GET", "/admin/cases/", null).status());
        assertEquals(405, world.staff("[admin]", "PUT", "/admin/cases", null).status());
        assertEquals(
                405, world.staff("[admin]", "DELETE", "/admin/policy", null).status());
    }

    @Test
    void everyMutatingActIsInTheAuditLog() {
        prepare();
        for (var route : routes()) {
            if (!route.method().equals("GET")) {
                var fresh = new World();
                prepare(fresh);
                fresh.staff("[admin]", route.method(), path(fresh, route), body(fresh, route));
                assertTrue(!fresh.audit.records.isEmpty(), route.path());
                assertEquals("sam", fresh.audit.records.getLast().entry().actor(), route.path());
            }
        }
    }

    private void prepare() {
        prepare(world);
    }

    private static void prepare(World world) {
        var text = PolicyLoader.bundledText()
                .replace("version: \"" + PolicyLoader.bundled().version() + "\"", "version: \"2027-01-01\"");
        world.policies.save(new PolicyDraft(1, text, World.NOW, "dora"));
        world.policies.keep(new PolicyEdition("2027-01-01", text, World.NOW, "dora", "tried"));
        world.asked("apr_1", "2.6", "lead");
        world.appealed("apl_1", "2.6");
        world.applied("enf_1", "2.6");
        world.banks.add(new BankEntry(
                "local", BankEntry.Kind.SHA256, HASH, BankEntry.Purpose.BAN, "2.6", "dora", null, World.NOW));
    }

    private String path(Route route) {
        return path(world, route);
    }

    private static String path(World world, Route route) {
        return route.path().replace("CASE", world.open.id());
    }

    /** The routes that split and merge need a second notice, and a second case. */
    private static @Nullable String body(World world, Route route) {
        if (route.path().endsWith("/split")) {
            world.join("ntc_9", "2.6", "img_1");
        }
        return route.path().endsWith("/merge")
                ? String.valueOf(route.body())
                        .replace("OTHER", world.join("ntc_9", "2.6", "img_3").id())
                : route.body();
    }
}
