package imprimatur.admin;

import imprimatur.cases.Page;
import imprimatur.enforcement.Appeal;
import imprimatur.enforcement.Approval;
import imprimatur.enforcement.Enforcement;
import imprimatur.enforcement.EnforcementStatus;
import imprimatur.enforcement.EnforcementStore;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Enforcements, approvals and appeals in memory, each list on one page. */
final class FakeEnforcements implements EnforcementStore {
    private final Map<String, Enforcement> enforcements = new LinkedHashMap<>();
    private final Map<String, Approval> approvals = new LinkedHashMap<>();
    private final Map<String, Appeal> appeals = new LinkedHashMap<>();
    private final Map<String, String> waiting = new HashMap<>();

    @Override
    public boolean create(Enforcement enforcement) {
        return enforcements.putIfAbsent(enforcement.id(), enforcement) == null;
    }

    @Override
    public Optional<Enforcement> find(String id) {
        return Optional.ofNullable(enforcements.get(id));
    }

    @Override
    public boolean replace(Enforcement next) {
        var stored = enforcements.get(next.id());
        return stored != null
                && stored.version() + 1 == next.version()
                && enforcements.replace(next.id(), stored, next);
    }

    @Override
    public void withdraw(String id) {
        enforcements.remove(id);
    }

    @Override
    public Page<Enforcement> list(EnforcementStatus status, @Nullable String cursor) {
        return new Page<>(
                enforcements.values().stream()
                        .filter(enforcement -> enforcement.status() == status)
                        .toList(),
                null);
    }

    @Override
    public boolean create(Approval approval) {
        return approvals.putIfAbsent(approval.id(), approval) == null;
    }

    @Override
    public Optional<Approval> approval(String id) {
        return Optional.ofNullable(approvals.get(id));
    }

    @Override
    public boolean replace(Approval next) {
        var stored = approvals.get(next.id());
        return stored != null && stored.version() + 1 == next.version() && approvals.replace(next.id(), stored, next);
    }

    @Override
    public Page<Approval> pendingApprovals(@Nullable String cursor) {
        return new Page<>(
                approvals.values().stream()
                        .filter(approval -> approval.state() == Approval.State.PENDING)
                        .toList(),
                null);
    }

    @Override
    public boolean create(Appeal appeal) {
        return appeals.putIfAbsent(appeal.id(), appeal) == null;
    }

    @Override
    public Optional<Appeal> appeal(String id) {
        return Optional.ofNullable(appeals.get(id));
    }

    @Override
    public boolean replace(Appeal next) {
        var stored = appeals.get(next.id());
        return stored != null && stored.version() + 1 == next.version() && appeals.replace(next.id(), stored, next);
    }

    @Override
    public Page<Appeal> pendingAppeals(@Nullable String cursor) {
        return new Page<>(
                appeals.values().stream()
                        .filter(appeal -> appeal.state() == Appeal.State.PENDING)
                        .toList(),
                null);
    }

    @Override
    public void await(String questionId, String taskToken) {
        waiting.put(questionId, taskToken);
    }

    @Override
    public Optional<String> awaiting(String questionId) {
        return Optional.ofNullable(waiting.get(questionId));
    }
}
