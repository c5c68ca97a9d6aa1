package imprimatur.enforcement;

import imprimatur.cases.Page;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Enforcements, approvals and appeals in memory; every list is one page. */
public final class FakeEnforcementStore implements EnforcementStore {
    private final Map<String, Enforcement> enforcements = new HashMap<>();
    private final Set<String> discarded = new HashSet<>();
    private final Map<String, Approval> approvals = new HashMap<>();
    private final Map<String, Appeal> appeals = new HashMap<>();
    private final Map<String, String> tokens = new HashMap<>();

    @Override
    public synchronized boolean create(Enforcement enforcement) {
        return enforcements.putIfAbsent(enforcement.id(), enforcement) == null;
    }

    @Override
    public synchronized Optional<Enforcement> find(String id) {
        return Optional.ofNullable(enforcements.get(id));
    }

    @Override
    public synchronized boolean replace(Enforcement next) {
        var stored = enforcements.get(next.id());
        if (stored == null || stored.version() != next.version() - 1) {
            return false;
        }
        enforcements.put(next.id(), next);
        return true;
    }

    @Override
    public synchronized void discard(String id) {
        discarded.add(id);
    }

    @Override
    public synchronized Page<Enforcement> list(EnforcementStatus status, @Nullable String cursor) {
        return new Page<>(
                enforcements.values().stream()
                        .filter(enforcement -> enforcement.status() == status)
                        .filter(enforcement -> enforcement.version() > 1 || !discarded.contains(enforcement.id()))
                        .sorted(Comparator.comparing(Enforcement::requestedAt))
                        .toList(),
                null);
    }

    @Override
    public synchronized boolean create(Approval approval) {
        return approvals.putIfAbsent(approval.id(), approval) == null;
    }

    @Override
    public synchronized Optional<Approval> approval(String id) {
        return Optional.ofNullable(approvals.get(id));
    }

    @Override
    public synchronized boolean replace(Approval next) {
        var stored = approvals.get(next.id());
        if (stored == null || stored.version() != next.version() - 1) {
            return false;
        }
        approvals.put(next.id(), next);
        return true;
    }

    @Override
    public synchronized Page<Approval> pendingApprovals(@Nullable String cursor) {
        return new Page<>(
                approvals.values().stream()
                        .filter(approval -> approval.state() == Approval.State.PENDING)
                        .sorted(Comparator.comparing(Approval::due))
                        .toList(),
                null);
    }

    @Override
    public synchronized boolean create(Appeal appeal) {
        return appeals.putIfAbsent(appeal.id(), appeal) == null;
    }

    @Override
    public synchronized Optional<Appeal> appeal(String id) {
        return Optional.ofNullable(appeals.get(id));
    }

    @Override
    public synchronized boolean replace(Appeal next) {
        var stored = appeals.get(next.id());
        if (stored == null || stored.version() != next.version() - 1) {
            return false;
        }
        appeals.put(next.id(), next);
        return true;
    }

    @Override
    public synchronized Page<Appeal> pendingAppeals(@Nullable String cursor) {
        return new Page<>(
                appeals.values().stream()
                        .filter(appeal -> appeal.state() == Appeal.State.PENDING)
                        .sorted(Comparator.comparing(Appeal::due))
                        .toList(),
                null);
    }

    @Override
    public synchronized void await(String questionId, String taskToken) {
        tokens.put(questionId, taskToken);
    }

    @Override
    public synchronized Optional<String> awaiting(String questionId) {
        return Optional.ofNullable(tokens.get(questionId));
    }
}
