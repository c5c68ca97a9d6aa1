package imprimatur.aws;

import static imprimatur.aws.Items.s;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.cases.Case;
import imprimatur.cases.CaseChange;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.CaseFold;
import imprimatur.cases.CaseJoin;
import imprimatur.cases.CaseNotices;
import imprimatur.cases.CaseStore;
import imprimatur.cases.Joining;
import imprimatur.cases.Notice;
import imprimatur.cases.Page;
import imprimatur.cases.Subject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * Cases, their events and their notices in the table {@code cases}. A case's head keeps the fold, so that a queue is
 * one query; the events beside it are the truth. Every write of a case is one transaction on the head's version: of two
 * writers one wins and the other looks again.
 */
public final class DynamoCases implements CaseStore {
    private static final String HEAD = CaseHeads.SORT;
    private static final String NOTICE = "NOTICE";
    private static final String NEW = "attribute_not_exists(pk)";

    private final DynamoDbClient dynamo;
    private final String table;
    private final CaseHeads heads;

    /** @param sealed whether a section is one that only legal sees */
    public DynamoCases(DynamoDbClient dynamo, String table, Predicate<String> sealed) {
        this.dynamo = dynamo;
        this.table = table;
        this.heads = new CaseHeads(sealed);
    }

    @Override
    public Case join(Joining joining) {
        for (var attempt = 1; ; attempt++) {
            var before = caseOfNotice(joining.notice().id());
            if (before.isPresent()) {
                return existing(before.get());
            }
            var there = pointers(joining);
            try {
                if (there.open() != null && CaseJoin.isCrowd(there.open(), joining)) {
                    joinCrowd(there.open().id(), joining.notice());
                    return existing(there.open().id());
                }
                var join = CaseJoin.of(there.open(), joining);
                write(join, joining, there);
                return join.joined();
            } catch (TransactionCanceledException e) {
                if (!contended(e)) {
                    throw e;
                }
                if (attempt == Limits.WRITE_ATTEMPTS) {
                    throw new Unavailable("the case is being changed by many at once", e);
                }
                pause(attempt);
            }
        }
    }

    /**
     * Where the subject and its kin point to now, and the open case among those.
     *
     * @param cases by subject; without those that point nowhere
     * @param kin empty where the subject's own case is open
     */
    private record Pointers(
            Map<Subject, String> cases,
            List<Subject> kin,
            @Nullable Case open) {}

    /** Kin are looked for where the subject itself has no open case. */
    private Pointers pointers(Joining joining) {
        var cases = new HashMap<Subject, String>();
        var own = open(joining.subject(), cases);
        if (own != null) {
            return new Pointers(cases, List.of(), own);
        }
        var kin = joining.kin().get().stream()
                .filter(other -> !other.equals(joining.subject()))
                .distinct()
                .limit(Limits.KIN_A_CASE)
                .toList();
        for (var other : kin) {
            var open = open(other, cases);
            if (open != null) {
                return new Pointers(cases, List.of(), open);
            }
        }
        return new Pointers(cases, kin, null);
    }

    private @Nullable Case open(Subject subject, Map<Subject, String> cases) {
        var pointed = pointed(subject);
        pointed.ifPresent(id -> cases.put(subject, id));
        return pointed.map(this::followed)
                .filter(found -> !found.status().closed())
                .orElse(null);
    }

    private Optional<String> pointed(Subject subject) {
        return item(subjectKey(subject)).map(pointer -> Items.string(pointer, "case_id"));
    }

    @Override
    public Optional<Case> openCase(Subject subject) {
        return Optional.ofNullable(open(subject, new HashMap<>()));
    }

    /** A new case speaks for the kin of its subject too: of two notices on two copies at once, one opens it. */
    private void write(CaseJoin join, Joining joining, Pointers there) {
        var joined = join.joined();
        var notice = joining.notice();
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(put(item(notice, joined.id()), NEW, Map.of()));
        writes.add(pointer(joining.subject(), joined.id(), there.cases().get(joining.subject())));
        there.kin()
                .forEach(other ->
                        writes.add(pointer(other, joined.id(), there.cases().get(other))));
        writes.addAll(change(joined, join.events()));
        var counts = new CaseCounts();
        counts.note(there.open(), joined);
        writes.addAll(counts.writes(table));
        dynamo.transactWriteItems(request -> request.transactItems(writes));
    }

    private static Map<String, AttributeValue> item(Notice notice, String caseId) {
        return Items.item()
                .put("pk", "NOTICE#" + notice.id())
                .put("sk", NOTICE)
                .put("case_id", caseId)
                .put("body", Items.json(notice))
                .build();
    }

    /** Two items that no other notice's writer touches: however many come at once, none waits for another. */
    private void joinCrowd(String caseId, Notice notice) {
        var entry = Items.item()
                .put("pk", crowdKey(caseId))
                .put("sk", NOTICE + "#" + notice.id())
                .build();
        dynamo.transactWriteItems(
                request -> request.transactItems(put(item(notice, caseId), NEW, Map.of()), put(entry, NEW, Map.of())));
    }

    private TransactWriteItem pointer(Subject subject, String caseId, @Nullable String pointed) {
        var key = subjectKey(subject);
        var item = Items.item().put("case_id", caseId);
        key.forEach(item::put);
        return pointed == null
                ? put(item.build(), NEW, Map.of())
                : put(item.build(), "case_id = :pointed", Map.of(":pointed", s(pointed)));
    }

    /** The head as it is after the events, on the version before them, and the events themselves. */
    private List<TransactWriteItem> change(Case after, List<CaseEvent> events) {
        var version = after.version() - events.size();
        var writes = new ArrayList<TransactWriteItem>();
        writes.add(
                version == 0
                        ? put(heads.of(after), NEW, Map.of())
                        : put(heads.of(after), "version = :before", Map.of(":before", Items.n(version))));
        for (var i = 0; i < events.size(); i++) {
            var event = Items.item()
                    .put("pk", CaseHeads.key(after.id()))
                    .put("sk", String.format(Locale.ROOT, "EVENT#%06d", version + 1 + i))
                    .put("body", s(Json.write(events.get(i))));
            writes.add(put(event.build(), NEW, Map.of()));
        }
        return writes;
    }

    private TransactWriteItem put(
            Map<String, AttributeValue> item, String condition, Map<String, AttributeValue> values) {
        var put = Put.builder().tableName(table).item(item).conditionExpression(condition);
        if (!values.isEmpty()) {
            put.expressionAttributeValues(values);
        }
        return TransactWriteItem.builder().put(put.build()).build();
    }

    /** Whether another writer was faster, so that looking again helps. */
    static boolean contended(TransactionCanceledException e) {
        var codes = e.cancellationReasons().stream()
                .map(CancellationReason::code)
                .filter(code -> code != null && !code.equals("None"))
                .toList();
        return !codes.isEmpty()
                && codes.stream()
                        .allMatch(code -> code.equals("ConditionalCheckFailed") || code.equals("TransactionConflict"));
    }

    static void pause(int attempt) {
        try {
            Thread.sleep(ThreadLocalRandom.current().nextLong(10L * attempt) + 1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new Unavailable("interrupted", e);
        }
    }

    @Override
    public Optional<Case> find(String id) {
        return item(Items.key(CaseHeads.key(id), HEAD)).map(CaseHeads::read);
    }

    private Case existing(String id) {
        return find(id).orElseThrow(() -> new IllegalStateException("the head of " + id + " is missing"));
    }

    private Case followed(String id) {
        return CaseNotices.worked(id, this::find)
                .orElseThrow(() -> new IllegalStateException("the head of " + id + " is missing"));
    }

    @Override
    public List<CaseEvent> events(String id) {
        return dynamo
                .queryPaginator(request -> request.tableName(table)
                        .consistentRead(true)
                        .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                        .expressionAttributeValues(Map.of(":pk", s(CaseHeads.key(id)), ":prefix", s("EVENT#"))))
                .items()
                .stream()
                .map(item -> Items.json(item, "body", CaseEvent.class))
                .toList();
    }

    @Override
    public Optional<Notice> notice(String id) {
        return item(noticeKey(id)).map(item -> Items.json(item, "body", Notice.class));
    }

    @Override
    public Page<String> crowd(String id, @Nullable String cursor) {
        var request = QueryRequest.builder()
                .tableName(table)
                .consistentRead(true)
                .keyConditionExpression("pk = :pk AND begins_with(sk, :prefix)")
                .expressionAttributeValues(Map.of(":pk", s(crowdKey(id)), ":prefix", s(NOTICE + "#")))
                .limit(Limits.ANSWERS_AT_ONCE);
        if (cursor != null) {
            if (!cursor.startsWith(NOTICE + "#") || cursor.length() > Limits.ID_CHARS) {
                throw new BadInput("cursor", "is not a cursor of this crowd");
            }
            request.exclusiveStartKey(Items.key(crowdKey(id), cursor));
        }
        var response = dynamo.query(request.build());
        var ids = response.items().stream()
                .map(item -> Items.string(item, "sk").substring(NOTICE.length() + 1))
                .toList();
        var last = response.lastEvaluatedKey();
        return new Page<>(ids, response.hasLastEvaluatedKey() ? Items.string(last, "sk") : null);
    }

    @Override
    public Optional<String> caseOfNotice(String noticeId) {
        return item(noticeKey(noticeId))
                .map(item -> followed(Items.string(item, "case_id")).id());
    }

    @Override
    public Set<String> done(String noticeId) {
        return item(noticeKey(noticeId))
                .map(item -> item.get("done"))
                .map(done -> Set.copyOf(done.ss()))
                .orElse(Set.of());
    }

    @Override
    public void markDone(String noticeId, String followUp) {
        try {
            dynamo.updateItem(request -> request.tableName(table)
                    .key(noticeKey(noticeId))
                    .updateExpression("ADD done :follow_up")
                    .conditionExpression("attribute_exists(pk)")
                    .expressionAttributeValues(Map.of(":follow_up", AttributeValue.fromSs(List.of(followUp)))));
        } catch (ConditionalCheckFailedException e) {
            throw new NotFound("there is no such notice");
        }
    }

    @Override
    public Case append(String id, int expectedVersion, CaseEvent event) {
        return append(List.of(new CaseChange(id, expectedVersion, List.of(event))), Map.of())
                .getFirst();
    }

    @Override
    public List<Case> append(List<CaseChange> changes, Map<String, String> moved) {
        var writes = new ArrayList<TransactWriteItem>();
        var cases = new ArrayList<Case>();
        var counts = new CaseCounts();
        for (var change : changes) {
            var before = change.expectedVersion() == 0 ? null : current(change);
            var after = after(before, change);
            cases.add(after);
            writes.addAll(change(after, change.events()));
            counts.note(before, after);
        }
        writes.addAll(counts.writes(table));
        moved.forEach((notice, caseId) -> writes.add(move(notice, caseId)));
        try {
            dynamo.transactWriteItems(request -> request.transactItems(writes));
            return cases;
        } catch (TransactionCanceledException e) {
            if (!contended(e)) {
                throw e;
            }
            throw movedOn(find(changes.getFirst().caseId()));
        }
    }

    private Case current(CaseChange change) {
        var before = find(change.caseId()).orElseThrow(() -> new NotFound("there is no such case"));
        if (before.version() != change.expectedVersion()) {
            throw movedOn(Optional.of(before));
        }
        return before;
    }

    private static Case after(@Nullable Case before, CaseChange change) {
        if (before == null) {
            return CaseFold.fold(change.caseId(), change.events());
        }
        var after = before;
        for (var event : change.events()) {
            after = CaseFold.apply(after, event);
        }
        return after;
    }

    private TransactWriteItem move(String noticeId, String caseId) {
        return TransactWriteItem.builder()
                .update(update -> update.tableName(table)
                        .key(noticeKey(noticeId))
                        .updateExpression("SET case_id = :case")
                        .conditionExpression("attribute_exists(pk)")
                        .expressionAttributeValues(Map.of(":case", s(caseId))))
                .build();
    }

    private static Conflict movedOn(Optional<Case> now) {
        var detail = "the case has moved on since it was read";
        return now.map(found -> new Conflict(detail, found.version())).orElseGet(() -> new Conflict(detail));
    }

    @Override
    public Page<Case> ofAccount(String account, @Nullable String cursor) {
        var index = new Index("by-account", "account", account, "at", false);
        var request = QueryRequest.builder()
                .tableName(table)
                .indexName(index.name())
                .keyConditionExpression("#key = :value")
                .expressionAttributeNames(Map.of("#key", index.key()))
                .expressionAttributeValues(Map.of(":value", s(index.value())))
                .scanIndexForward(index.ascending())
                .limit(Limits.PAGE_ITEMS);
        if (cursor != null) {
            request.exclusiveStartKey(index.decode(cursor));
        }
        var response = dynamo.query(request.build());
        // Enforcements and appeals of the account are in the same index.
        var cases = response.items().stream()
                .filter(item -> Items.string(item, "sk").equals(HEAD))
                .map(CaseHeads::read)
                .toList();
        return new Page<>(cases, response.hasLastEvaluatedKey() ? encode(response.lastEvaluatedKey()) : null);
    }

    /** A secondary index and the one partition of it that a query reads. */
    record Index(String name, String key, String value, String sort, boolean ascending) {
        /** The key that a cursor of this very list names; nobody reads another list by a made-up one. */
        Map<String, AttributeValue> decode(String cursor) {
            Map<String, Object> read;
            try {
                var json = Base64.getUrlDecoder().decode(cursor);
                read = Json.readMap(new String(json, StandardCharsets.UTF_8));
            } catch (IllegalArgumentException | BadInput e) {
                throw badCursor();
            }
            if (!read.keySet().equals(Set.of("pk", "sk", key, sort)) || !value.equals(read.get(key))) {
                throw badCursor();
            }
            var start = new HashMap<String, AttributeValue>();
            read.forEach((name, part) -> {
                if (!(part instanceof String text) || text.isEmpty() || text.length() > Limits.URL_CHARS) {
                    throw badCursor();
                }
                start.put(name, s(text));
            });
            return start;
        }

        private static BadInput badCursor() {
            return new BadInput("cursor", "is not a cursor of this list");
        }
    }

    static String encode(Map<String, AttributeValue> key) {
        var plain = new HashMap<String, String>();
        key.forEach((name, value) -> plain.put(name, value.s()));
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Json.bytes(plain));
    }

    private Optional<Map<String, AttributeValue>> item(Map<String, AttributeValue> key) {
        var response =
                dynamo.getItem(request -> request.tableName(table).key(key).consistentRead(true));
        return response.hasItem() ? Optional.of(response.item()) : Optional.empty();
    }

    private static String crowdKey(String caseId) {
        return "CROWD#" + caseId;
    }

    private static Map<String, AttributeValue> noticeKey(String id) {
        return Items.key("NOTICE#" + id, NOTICE);
    }

    private static Map<String, AttributeValue> subjectKey(Subject subject) {
        return Items.key("SUBJECT#" + subject.kind().name().toLowerCase(Locale.ROOT) + "#" + subject.id(), "SUBJECT");
    }
}
