package imprimatur.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import imprimatur.accounts.ApiKey;
import imprimatur.accounts.Scope;
import imprimatur.accounts.Strike;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformTest {
    private static final String KEYS = "/v1/keys";

    private final World world = new World();

    @ParameterizedTest
    @CsvSource({
        "PUT, /v1/accounts/alice",
        "GET, /v1/accounts/alice",
        "POST, /v1/accounts/alice/credits",
        "POST, /v1/keys",
        "DELETE, /v1/keys/aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
    })
    void onlyAKeyOfThePlatformOpensWhatConcernsEveryAccount(String method, String path) {
        assertEquals(401, world.key(null, method, path, "{}").status());
        assertEquals(401, world.key("imp_forged", method, path, "{}").status());
        assertEquals(401, world.key("x".repeat(5_000), method, path, "{}").status());
        assertEquals(401, world.staff("[admin]", method, path, "{}").status(), "a token of staff is no API key");
        assertEquals(403, world.key(World.ALICE_KEY, method, path, "{}").status());
        assertEquals(List.of(), world.audit.acts());
    }

    @Test
    void anAccountIsCreatedAndChangedAndKeepsItsStanding() {
        var created = platform("PUT", "/v1/accounts/carol", "{\"plan\":\"free\",\"locale\":\"zh-cn\"}")
                .json();
        assertEquals("zh-CN", created.get("locale"));
        assertEquals(Map.of("state", "good"), created.get("standing"));
        world.accounts.strike("carol", new Strike("case_1", "2.6", World.NOW));
        world.accounts.suspend("carol", world.accounts.suspension("enf_1", World.NOW.plus(Duration.ofDays(7))));
        var changed = platform("PUT", "/v1/accounts/carol", "{\"plan\":\"pro\",\"email\":\"carol@example.com\"}")
                .json();
        assertEquals("pro", changed.get("plan"));
        assertEquals(1, ((List<?>) changed.getOrDefault("strikes", List.of())).size());
        assertEquals(
                Map.of(
                        "state",
                        "suspended",
                        "suspension",
                        Map.of(
                                "enforcement_id",
                                "enf_1",
                                "section",
                                "2.6",
                                "from",
                                "2026-11-01T10:00:00Z",
                                "until",
                                "2026-11-08T10:00:00Z")),
                platform("GET", "/v1/accounts/carol", null).json().get("standing"));
    }

    @Test
    void anUnknownAccountIs404() {
        assertEquals(404, platform("GET", "/v1/accounts/nobody", null).status());
        assertEquals(
                404,
                platform("POST", "/v1/accounts/nobody/credits", "{\"entry_id\":\"e\",\"amount\":1}")
                        .status());
    }

    @Test
    void aPurchaseEnteredTwiceCountsOnce() {
        var purchase = "{\"entry_id\":\"order-1\",\"amount\":500}";
        assertEquals(
                500,
                platform("POST", "/v1/accounts/alice/credits", purchase).json().get("balance"));
        assertEquals(
                500,
                platform("POST", "/v1/accounts/alice/credits", purchase).json().get("balance"));
        assertEquals(
                409,
                platform("POST", "/v1/accounts/alice/credits", "{\"entry_id\":\"order-1\",\"amount\":501}")
                        .status());
        assertEquals(500, platform("GET", "/v1/accounts/alice", null).json().get("credits"));
    }

    @Test
    void aNewKeyWorksAndOnlyItsHashIsKept() {
        var answer = platform("POST", KEYS, "{\"account\":\"alice\",\"name\":\"second\",\"scopes\":[\"check\"]}");
        assertEquals(201, answer.status());
        var secret = String.valueOf(answer.json().get("secret"));
        var kept = world.accounts.key(ApiKey.hashOf(secret)).orElseThrow();
        assertEquals(Set.of(Scope.CHECK), kept.scopes());
        assertEquals("alice", kept.account());
        assertFalse(world.audit.records.toString().contains(secret));
        assertEquals(200, world.key(secret, "GET", "/v1/images/img_1", null).status());
    }

    @Test
    void aRevokedKeyOpensNothingAndRevokingItAgainIsTheSame() {
        var path = KEYS + "/" + ApiKey.hashOf(World.ALICE_KEY);
        assertEquals(true, platform("DELETE", path, null).json().get("revoked"));
        assertEquals(200, platform("DELETE", path, null).status());
        assertEquals(
                401, world.key(World.ALICE_KEY, "GET", "/v1/images/img_1", null).status());
        assertEquals(404, platform("DELETE", KEYS + "/" + "0".repeat(64), null).status());
    }

    @Test
    void aKeyOfAnAccountSeesItsOwnImagesAndNoOthers() {
        assertEquals(
                200, world.key(World.ALICE_KEY, "GET", "/v1/images/img_1", null).status());
        assertEquals(
                404, world.key(World.ALICE_KEY, "GET", "/v1/images/img_2", null).status());
        assertEquals(
                404, world.key(World.ALICE_KEY, "GET", "/v1/images/img_3", null).status());
        assertEquals(401, world.key(null, "GET", "/v1/images/img_1", null).status());
        var verdict = platform("GET", "/v1/images/img_2", null).json();
        assertEquals("blocked", verdict.get("state"));
        assertFalse(verdict.containsKey("sha256"), "nothing that helps to probe");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{}' | plan",
                "'{\"plan\":\"gold\"}' | plan",
                "'{\"plan\":7}' | plan",
                "'{\"plan\":\"free\",\"credits\":9}' | credits",
                "'{\"plan\":\"free\",\"locale\":\"not a tag\"}' | locale",
                "'{\"plan\":\"free\",\"email\":\"a@b\\r\\nBcc: c@d\"}' | email",
                "'{\"plan\":\"free\",\"email\":\"a@b,c@d\"}' | email",
                "'{\"plan\":\"free\",\"email\":\"nobody\"}' | email"
            })
    void aWrongAccountIsRefusedByField(String body, String field) {
        refused("PUT", "/v1/accounts/alice", body, field);
        assertEquals("free", world.accounts.find("alice").orElseThrow().plan());
    }

    @ParameterizedTest
    @ValueSource(strings = {"a%2Fb", "..", "%20", "a%23b", "%E7%8C%AB"})
    void anAccountIdThatWouldBreakAKeyOrAPathIsRefused(String id) {
        refused("PUT", "/v1/accounts/" + id, "{\"plan\":\"free\"}", "id");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"amount\":5}' | entry_id",
                "'{\"entry_id\":\"e\"}' | amount",
                "'{\"entry_id\":\"e\",\"amount\":0}' | amount",
                "'{\"entry_id\":\"e\",\"amount\":-5}' | amount",
                "'{\"entry_id\":\"e\",\"amount\":1.5}' | amount",
                "'{\"entry_id\":\"e\",\"amount\":\"5\"}' | amount",
                "'{\"entry_id\":\"e\",\"amount\":1000000001}' | amount",
                "'{\"entry_id\":\"e\",\"amount\":99999999999999999999}' | amount"
            })
    void aWrongPurchaseIsRefusedByField(String body, String field) {
        refused("POST", "/v1/accounts/alice/credits", body, field);
        assertEquals(0, world.book.balance("alice").available());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'{\"scopes\":[\"platform\"]}' | name",
                "'{\"name\":\"k\"}' | scopes",
                "'{\"name\":\"k\",\"scopes\":[]}' | scopes",
                "'{\"name\":\"k\",\"scopes\":[\"root\"]}' | scopes.[0]",
                "'{\"name\":\"k\",\"scopes\":[\"check\"]}' | scopes",
                "'{\"account\":\"alice\",\"name\":\"k\",\"scopes\":[\"platform\"]}' | scopes",
                "'{\"account\":\"alice\",\"name\":\"k\",\"scopes\":[\"check\",\"platform\"]}' | scopes",
                "'{\"account\":\"nobody\",\"name\":\"k\",\"scopes\":[\"check\"]}' | account",
                "'{\"account\":\"\",\"name\":\"k\",\"scopes\":[\"check\"]}' | account"
            })
    void aWrongKeyIsRefusedByField(String body, String field) {
        refused("POST", KEYS, body, field);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "null", "[]", "7", "{", "{\"plan\":\"free\"", "plan=free"})
    void aBodyThatIsNoObjectIsRefused(String body) {
        assertEquals(400, platform("PUT", "/v1/accounts/alice", body).status());
    }

    @Test
    void anOversizedBodyIsRefused() {
        assertEquals(413, platform("POST", KEYS, "x".repeat(300_000)).status());
    }

    @Test
    void aHashThatIsNoneIsRefused() {
        refused("DELETE", KEYS + "/xyz", null, "hash");
    }

    private void refused(String method, String path, @Nullable String body, String field) {
        var answer = platform(method, path, body);
        assertEquals(400, answer.status(), answer.body());
        assertEquals(field, answer.field(), answer.body());
    }

    private World.Answer platform(String method, String path, @Nullable String body) {
        return world.key(World.PLATFORM_KEY, method, path, body);
    }
}
