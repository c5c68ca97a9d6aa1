package imprimatur.admin;

import imprimatur.accounts.AccountStore;
import imprimatur.accounts.ApiKey;
import imprimatur.accounts.Scope;
import imprimatur.audit.AuditEntry;
import imprimatur.audit.AuditLog;
import imprimatur.aws.http.ApiKeys;
import imprimatur.aws.http.Request;
import imprimatur.base.ImprimaturException.Forbidden;
import imprimatur.base.ImprimaturException.NotFound;
import imprimatur.base.ImprimaturException.Unauthenticated;
import imprimatur.base.Limits;
import imprimatur.enforcement.Staff;
import imprimatur.enforcement.Staff.Group;
import imprimatur.policy.Policy;
import imprimatur.policy.Section;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may do and see what, and the note of it in the audit log. The HTTP API has verified the token's signature,
 * issuer, audience and time before; here its groups are read.
 */
final class Gate {
    private static final String GROUPS = "cognito:groups";

    private final ApiKeys keys;
    private final Set<String> sealed;
    private final AuditLog audit;
    private final InstantSource clock;

    Gate(AccountStore accounts, Policy policy, AuditLog audit, InstantSource clock) {
        this.keys = new ApiKeys(accounts);
        this.sealed = policy.sections().stream()
                .filter(section -> section.category().equals(Section.MINORS))
                .map(Section::code)
                .collect(Collectors.toUnmodifiableSet());
        this.audit = audit;
        this.clock = clock;
    }

    /** The key of the platform's backend. */
    ApiKey platform(Request request) {
        return keys.require(request, Scope.PLATFORM);
    }

    /** Any key that stands. */
    ApiKey key(Request request) {
        return keys.authenticate(request);
    }

    /**
     * The member of staff who asks.
     *
     * @throws Unauthenticated if the route has no verified token
     * @throws Forbidden if the token names no group of staff
     */
    Staff staff(Request request) {
        var claims = request.claims();
        var name = Stream.of("cognito:username", "username", "sub")
                .map(claims::get)
                .filter(value -> value != null && !value.isBlank() && value.length() <= Limits.ID_CHARS)
                .findFirst()
                .orElseThrow(() -> new Unauthenticated("a token of a member of staff is needed"));
        var groups = groups(claims.getOrDefault(GROUPS, ""));
        if (groups.isEmpty()) {
            throw new Forbidden("the token names no group of staff");
        }
        return new Staff(name, groups);
    }

    /**
     * As {@link #staff(Request)}, of one of these groups; admins belong to all.
     *
     * @throws Forbidden if the caller belongs to none of them
     */
    Staff staff(Request request, Group... groups) {
        var staff = staff(request);
        require(staff, groups);
        return staff;
    }

    /** @throws Forbidden if the person belongs to none of the groups */
    void require(Staff staff, Group... groups) {
        if (Arrays.stream(groups).noneMatch(staff::is)) {
            throw new Forbidden("this is for the groups "
                    + Arrays.stream(groups).map(Group::label).collect(Collectors.joining(", ")) + " and admin");
        }
    }

    /** Whether what is said of that section is sealed: seen by {@link Group#LEGAL} only, not even by admins (G11). */
    boolean isSealed(@Nullable String section) {
        return section != null && sealed.contains(section);
    }

    /** Whether that person may see what is said of that section. */
    boolean opens(Staff staff, @Nullable String section) {
        return !isSealed(section) || staff.groups().contains(Group.LEGAL);
    }

    /**
     * Lets a person see a thing; the view of a sealed one is audited first.
     *
     * @throws NotFound if it is sealed for that person, as if it did not exist
     */
    void show(Staff staff, @Nullable String section, String subject) {
        if (!opens(staff, section)) {
            throw missing(subject);
        }
        if (isSealed(section)) {
            audited(staff.name(), "sealed.viewed", subject, Map.of());
        }
    }

    /** One answer for what does not exist and for what is sealed. */
    static NotFound missing(String subject) {
        return new NotFound("there is no " + subject);
    }

    void audited(ApiKey by, String act, String subject, Map<String, String> details) {
        audited("key:" + by.name(), act, subject, details);
    }

    void audited(Staff by, String act, String subject, Map<String, String> details) {
        audited(by.name(), act, subject, details);
    }

    private void audited(String actor, String act, String subject, Map<String, String> details) {
        audit.append(new AuditEntry(clock.instant(), actor, act, subject, details));
    }

    /** An HTTP API hands the list over as text: {@code [reviewer lead]}; others write {@code ["reviewer","lead"]}. */
    private static Set<Group> groups(String claim) {
        var list = claim.strip();
        if (list.startsWith("[") && list.endsWith("]")) {
            list = list.substring(1, list.length() - 1);
        }
        var names = Arrays.stream(list.split("[\\s,]+", -1))
                .map(name -> name.length() > 1 && name.startsWith("\"") && name.endsWith("\"")
                        ? name.substring(1, name.length() - 1)
                        : name)
                .collect(Collectors.toSet());
        return Arrays.stream(Group.values())
                .filter(group -> names.contains(group.label()))
                .collect(Collectors.toUnmodifiableSet());
    }
}
