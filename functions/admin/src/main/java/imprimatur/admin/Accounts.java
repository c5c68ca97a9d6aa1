package imprimatur.admin;

import imprimatur.accounts.Account;
import imprimatur.accounts.AccountStore;
import imprimatur.accounts.ApiKey;
import imprimatur.accounts.Standing;
import imprimatur.accounts.Strike;
import imprimatur.accounts.Suspension;
import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.enforcement.Ledger;
import imprimatur.policy.Policy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Accounts: kept by the platform's backend, seen by staff. */
final class Accounts {
    private static final String DEFAULT_LOCALE = "en";

    private final Gate gate;
    private final AccountStore accounts;
    private final Ledger ledger;
    private final Policy policy;
    private final InstantSource clock;

    Accounts(Gate gate, AccountStore accounts, Ledger ledger, Policy policy, InstantSource clock) {
        this.gate = gate;
        this.accounts = accounts;
        this.ledger = ledger;
        this.policy = policy;
        this.clock = clock;
    }

    void on(Router router) {
        router.on("PUT /v1/accounts/{id}", this::put)
                .on("GET /v1/accounts/{id}", this::read)
                .on("POST /v1/accounts/{id}/credits", this::credit)
                .on("GET /admin/accounts/{id}", this::readAsStaff);
    }

    private Response put(Request request) {
        var platform = gate.platform(request);
        var id = Input.account("id", request.parameter("id"));
        var body = request.body(Body.class);
        if (!policy.plans().contains(body.plan())) {
            throw new BadInput("plan", "is not a plan of the policy");
        }
        gate.audited(platform, "account.put", id, Map.of("plan", body.plan()));
        return Response.ok(view(accounts.put(id, body.plan(), body.locale(), body.email())));
    }

    private Response read(Request request) {
        gate.platform(request);
        return Response.ok(view(existing(request)));
    }

    private Response credit(Request request) {
        var platform = gate.platform(request);
        var body = request.body(Purchase.class);
        var account = existing(request).id();
        gate.audited(
                platform,
                "credits.purchased",
                account,
                Map.of("entry_id", body.entryId(), "amount", Long.toString(body.amount())));
        var balance = ledger.credit(account, body.amount(), body.entryId());
        return Response.ok(new Credits(account, body.entryId(), balance.available()));
    }

    private Response readAsStaff(Request request) {
        gate.staff(request);
        var account = existing(request);
        return Response.ok(new File(view(account), accounts.keysOf(account.id())));
    }

    private Account existing(Request request) {
        return accounts.find(request.parameter("id")).orElseThrow(() -> Gate.missing("account of that id"));
    }

    private View view(Account account) {
        var suspension = account.standing(clock.instant()) instanceof Standing.Suspended(var one) ? one : null;
        return new View(
                account.id(),
                account.plan(),
                account.locale(),
                account.email(),
                account.createdAt(),
                new Stands(suspension == null ? "good" : "suspended", suspension),
                account.strikes(),
                ledger.balance(account.id()).available());
    }

    record Body(String plan, String locale, @Nullable String email) {
        Body {
            Input.id("plan", plan);
            locale = locale == null ? DEFAULT_LOCALE : Input.locale("locale", locale);
            if (email != null) {
                Input.address("email", email);
            }
        }
    }

    record Purchase(String entryId, long amount) {
        Purchase {
            Input.id("entry_id", entryId);
        }
    }

    record Credits(String account, String entryId, long balance) {}

    record File(View account, List<ApiKey> keys) {}

    /** @param credits that can be spent */
    record View(
            String id,
            String plan,
            String locale,
            @Nullable String email,
            Instant createdAt,
            Stands standing,
            List<Strike> strikes,
            long credits) {}

    /** @param suspension the one that lasts longest, while suspended */
    record Stands(String state, @Nullable Suspension suspension) {}
}
