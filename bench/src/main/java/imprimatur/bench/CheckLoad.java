package imprimatur.bench;

import static java.util.Objects.requireNonNull;

import imprimatur.base.Ids;
import imprimatur.cli.aws.Seeds;
import imprimatur.cli.demo.Answer;
import imprimatur.cli.demo.Api;
import imprimatur.cli.local.State;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** {@code POST /v1/check} of a running local stack: gateway, AWS's runtime client, quota, decision record and all. */
final class CheckLoad {
    private static final int WARM_UP = 200;
    private static final int REQUESTS = 1_000;

    /** Below what the plan team allows in a minute. */
    private static final int CHECKS_AN_ACCOUNT = 100;

    private final Api api;
    private final String key;
    private final List<String> prompts;

    CheckLoad(State stack, List<String> prompts) {
        this.api = new Api(URI.create(stack.origin()));
        this.key = requireNonNull(stack.keys().get(Seeds.PLATFORM), "the stack has no platform key");
        this.prompts = prompts;
    }

    /**
     * Times of answered requests.
     *
     * @param clients how many ask at the same time
     */
    Row run(int clients) {
        ask(clients, accounts(WARM_UP), WARM_UP);
        var accounts = accounts(REQUESTS);
        var start = System.nanoTime();
        var micros = ask(clients, accounts, REQUESTS);
        var seconds = (System.nanoTime() - start) / 1e9;
        return Row.of("POST /v1/check, " + clients + " at a time", micros, micros.size() / seconds);
    }

    private List<String> accounts(int requests) {
        return IntStream.rangeClosed(0, requests / CHECKS_AN_ACCOUNT)
                .mapToObj(number -> Ids.next("bench", Instant.now()))
                .peek(account -> check(api.put("/v1/accounts/" + account, key, Map.of("plan", "team", "locale", "en"))))
                .toList();
    }

    private List<Double> ask(int clients, List<String> accounts, int requests) {
        var turn = new AtomicInteger();
        Callable<List<Double>> client = () -> {
            var micros = new ArrayList<Double>();
            for (var i = turn.getAndIncrement(); i < requests; i = turn.getAndIncrement()) {
                var start = System.nanoTime();
                var account = accounts.get(i / CHECKS_AN_ACCOUNT);
                var prompt = prompts.get(i % prompts.size());
                check(api.post("/v1/check", key, Map.of("account", account, "prompt", prompt)));
                micros.add((System.nanoTime() - start) / 1e3);
            }
            return micros;
        };
        try (var pool = Executors.newFixedThreadPool(clients)) {
            var all = new ArrayList<Double>();
            for (var future : pool.invokeAll(Collections.nCopies(clients, client))) {
                all.addAll(future.get());
            }
            return all;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static void check(Answer answer) {
        if (answer.status() >= 300) {
            throw new IllegalStateException("answered " + answer.status() + ": " + answer.text());
        }
    }
}
