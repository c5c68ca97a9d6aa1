package imprimatur.admin;

import imprimatur.accounts.AccountStore;
import imprimatur.accounts.ApiKey;
import imprimatur.accounts.Scope;
import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Limits;
import java.time.InstantSource;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** API keys, made and revoked by the platform's backend. */
final class Keys {
    private final Gate gate;
    private final AccountStore accounts;
    private final InstantSource clock;

    Keys(Gate gate, AccountStore accounts, InstantSource clock) {
        this.gate = gate;
        this.accounts = accounts;
        this.clock = clock;
    }

    void on(Router router) {
        router.on("POST /v1/keys", this::create).on("DELETE /v1/keys/{hash}", this::revoke);
    }

    private Response create(Request request) {
        var platform = gate.platform(request);
        var body = request.body(Body.class);
        if (body.account() != null && accounts.find(body.account()).isEmpty()) {
            throw new BadInput("account", "is not a known account");
        }
        var secret = ApiKey.newSecret();
        var key = new ApiKey(ApiKey.hashOf(secret), body.name(), body.account(), body.scopes(), clock.instant(), false);
        gate.audited(platform, "key.created", key.hash(), owner(key));
        accounts.addKey(key);
        return Response.json(201, new NewKey(secret, key));
    }

    private Response revoke(Request request) {
        var platform = gate.platform(request);
        var hash = Input.hash(request.parameter("hash"));
        var key = accounts.key(hash).orElseThrow(() -> Gate.missing("key of that hash"));
        gate.audited(platform, "key.revoked", hash, owner(key));
        accounts.setRevoked(hash, true);
        return Response.ok(new ApiKey(key.hash(), key.name(), key.account(), key.scopes(), key.createdAt(), true));
    }

    private static Map<String, String> owner(ApiKey key) {
        return key.account() == null ? Map.of() : Map.of("account", key.account());
    }

    record Body(@Nullable String account, String name, Set<Scope> scopes) {
        Body {
            if (account != null) {
                Input.id("account", account);
            }
            Input.text("name", name, Limits.SHORT_TEXT_CHARS);
            scopes = Set.copyOf(Input.required("scopes", scopes));
            if (scopes.isEmpty()) {
                throw new BadInput("scopes", "names none");
            }
            if (account != null && !scopes.equals(Set.of(Scope.CHECK))) {
                throw new BadInput("scopes", "a key of an account has the scope check and no other");
            }
            if (account == null && !scopes.contains(Scope.PLATFORM)) {
                throw new BadInput("scopes", "a key without an account needs the scope platform");
            }
        }
    }

    private record NewKey(String secret, ApiKey key) {}
}
