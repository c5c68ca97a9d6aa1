package imprimatur.bench;

import imprimatur.base.Json;
import imprimatur.cli.aws.Clients;
import imprimatur.cli.demo.Api;
import imprimatur.cli.local.Client;
import imprimatur.cli.local.MiniStack;
import imprimatur.cli.local.State;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * Notices by {@code POST /v1/reports} to a running local stack: half about one account, half about things unknown. The
 * processes of {@code report} are killed when half is sent. Then it is counted in how many cases each accepted id is,
 * and how many receipts were sent for it.
 */
final class ReportsLoad {
    private static final int NOTICES = Integer.getInteger("bench.notices", 2_000);
    private static final int CLIENTS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final State stack;
    private final Api api;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final AtomicInteger killed = new AtomicInteger();

    ReportsLoad(State stack) {
        this.stack = stack;
        this.api = new Api(URI.create(stack.origin()));
    }

    /** What was measured, in Markdown. */
    String run() throws InterruptedException {
        var start = System.nanoTime();
        send();
        var sent = System.nanoTime();
        try (var clients = new Clients(stack.endpoint(), MiniStack.REGION)) {
            var dynamo = clients.of(DynamoDbClient.builder());
            var deadline = Instant.now().plus(PATIENCE);
            var found = cases(dynamo);
            while (found.size() < accepted.size() && Instant.now().isBefore(deadline)) {
                Thread.sleep(1_000);
                found = cases(dynamo);
            }
            var done = System.nanoTime();
            return report(found, (sent - start) / 1e9, (done - start) / 1e9);
        }
    }

    private void send() throws InterruptedException {
        var turn = new AtomicInteger();
        Callable<Void> client = () -> {
            for (var i = turn.getAndIncrement(); i < NOTICES; i = turn.getAndIncrement()) {
                if (i == NOTICES / 2) {
                    kill();
                }
                var answer = api.post("/v1/reports", null, notice(i));
                if (answer.status() == 202) {
                    accepted.add(String.valueOf(answer.body().get("id")));
                }
            }
            return null;
        };
        try (var pool = Executors.newFixedThreadPool(CLIENTS)) {
            for (var future : pool.invokeAll(Collections.nCopies(CLIENTS, client))) {
                future.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        }
    }

    private static Map<String, Object> notice(int number) {
        var notice = new HashMap<String, Object>();
        notice.put("explanation", "Number " + number + " of a flood");
        notice.put("email", "flood" + number + "@bench.example");
        notice.put("good_faith", true);
        if (number % 2 == 0) {
            notice.put("account", "alice");
        } else {
            notice.put("urls", List.of("https://elsewhere.example/" + number));
        }
        return notice;
    }

    private void kill() {
        var runtime = stack.runtime();
        if (runtime == null) {
            return;
        }
        Client.functions(runtime).stream()
                .filter(function -> function.function().endsWith("-report"))
                .flatMap(function -> function.processes().stream())
                .flatMap(process -> ProcessHandle.of(process.id().pid()).stream())
                .filter(ProcessHandle::destroyForcibly)
                .forEach(process -> killed.incrementAndGet());
    }

    /** In how many cases each accepted notice is: as an event of a case, or in a case's crowd. */
    private Map<String, Integer> cases(DynamoDbClient dynamo) {
        var table = stack.outputs().getOrDefault("CasesTable", "imprimatur-cases");
        var found = new HashMap<String, Integer>();
        dynamo.scanPaginator(request -> request.tableName(table)).items().forEach(item -> {
            var key = item.getOrDefault("pk", AttributeValue.fromS("")).s();
            var sort = item.getOrDefault("sk", AttributeValue.fromS("")).s();
            if (key.startsWith("CROWD#")) {
                count(found, sort.substring("NOTICE#".length()));
            } else if (sort.startsWith("EVENT#")) {
                var event = Json.readMap(
                        item.getOrDefault("body", AttributeValue.fromS("{}")).s());
                if ("notice_joined".equals(event.get("type"))) {
                    count(found, String.valueOf(event.get("notice_id")));
                }
            }
        });
        return found;
    }

    private void count(Map<String, Integer> found, String notice) {
        if (accepted.contains(notice)) {
            found.merge(notice, 1, Integer::sum);
        }
    }

    private String report(Map<String, Integer> found, double sending, double all) {
        var receipts = receipts();
        var lost = accepted.size() - found.size();
        var twice = found.values().stream().filter(count -> count > 1).count();
        return String.format(
                Locale.ROOT,
                "%d notices by `POST /v1/reports`, %d at a time, half of them about one account; %d processes of `report`"
                        + " killed half-way.%n%n| what | |%n|---|---:|%n| accepted | %d |%n| accepted a second | %.0f |%n"
                        + "| in a case, a second, to the last | %.0f |%n| in no case | %d |%n| in two cases | %d |%n"
                        + "| with one receipt | %d |%n| with none | %d |%n| with more | %d |%n",
                NOTICES,
                CLIENTS,
                killed.get(),
                accepted.size(),
                accepted.size() / sending,
                accepted.size() / all,
                lost,
                twice,
                receipts.values().stream().filter(count -> count == 1).count(),
                accepted.size() - receipts.size(),
                receipts.values().stream().filter(count -> count > 1).count());
    }

    /** How many letters name each accepted notice. */
    private Map<String, Integer> receipts() {
        var letters = new Api(URI.create(stack.endpoint()))
                .get("/_ministack/ses/messages", null)
                .text();
        var found = new HashMap<String, Integer>();
        var subjects = Pattern.compile("\"Subject\"\\s*:\\s*\"Your report (ntc_[0-9a-z]{26}) has arrived")
                .matcher(letters);
        while (subjects.find()) {
            count(found, subjects.group(1));
        }
        return found;
    }
}
