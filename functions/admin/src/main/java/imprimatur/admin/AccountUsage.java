package imprimatur.admin;

import imprimatur.accounts.AccountStore;
import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.base.Limits;
import imprimatur.usage.Activity;
import imprimatur.usage.DayUsage;
import imprimatur.usage.UsageStore;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What an account did, by day, for staff to see. */
final class AccountUsage {
    private final Gate gate;
    private final AccountStore accounts;
    private final UsageStore usage;
    private final InstantSource clock;

    AccountUsage(Gate gate, AccountStore accounts, UsageStore usage, InstantSource clock) {
        this.gate = gate;
        this.accounts = accounts;
        this.usage = usage;
        this.clock = clock;
    }

    void on(Router router) {
        router.on("GET /admin/accounts/{id}/usage", this::days);
    }

    private Response days(Request request) {
        gate.staff(request);
        var account = accounts.find(request.parameter("id"))
                .orElseThrow(() -> Gate.missing("account of that id"))
                .id();
        var days = Input.number(request, "days", Limits.USAGE_DAYS_SHOWN, 1, Limits.DAILY_USAGE_KEPT.toDays());
        var today = clock.instant().atOffset(ZoneOffset.UTC).toLocalDate();
        return Response.ok(new Days(usage.days(account, today.minusDays(days - 1), today).stream()
                .map(AccountUsage::view)
                .toList()));
    }

    /** Newest first; days on which nothing happened are left out. */
    private record Days(List<Map<String, Object>> items) {}

    /** The counters under their own names. */
    private static Map<String, Object> view(DayUsage usage) {
        var view = new HashMap<String, Object>();
        view.put("day", usage.day().toString());
        for (var activity : Activity.values()) {
            view.put(activity.label(), usage.count(activity));
        }
        return view;
    }
}
