package imprimatur.admin;

import imprimatur.policy.PolicyDraft;
import imprimatur.policy.PolicyEdition;
import imprimatur.policy.PolicyStore;
import imprimatur.policy.Publication;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Draft, editions and history in memory. */
final class FakePolicies implements PolicyStore {
    final Map<String, PolicyEdition> editions = new HashMap<>();
    final List<Publication> publications = new ArrayList<>();
    PolicyDraft draft = PolicyDraft.NONE;

    @Override
    public Optional<String> inForce() {
        return publications.isEmpty()
                ? Optional.empty()
                : Optional.of(publications.getLast().version());
    }

    @Override
    public Optional<PolicyEdition> find(String version) {
        return Optional.ofNullable(editions.get(version));
    }

    @Override
    public PolicyDraft draft() {
        return draft;
    }

    @Override
    public boolean save(PolicyDraft next) {
        if (next.version() != draft.version() + 1) {
            return false;
        }
        draft = next;
        return true;
    }

    @Override
    public PolicyEdition keep(PolicyEdition edition) {
        editions.putIfAbsent(edition.version(), edition);
        return editions.getOrDefault(edition.version(), edition);
    }

    @Override
    public Optional<Publication> publish(PolicyEdition edition, long expected) {
        if (draft.version() != expected) {
            return Optional.empty();
        }
        keep(edition);
        var publication = new Publication(
                publications.size() + 1, edition.version(), edition.publishedAt(), edition.by(), edition.reason());
        publications.add(publication);
        draft = new PolicyDraft(expected + 1, null, null, null);
        return Optional.of(publication);
    }

    @Override
    public List<Publication> history(long before, int limit) {
        return publications.reversed().stream()
                .filter(publication -> publication.number() < before)
                .limit(limit)
                .toList();
    }
}
