package imprimatur.admin;

import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.Conflict;
import imprimatur.base.Limits;
import imprimatur.enforcement.Staff;
import imprimatur.enforcement.Staff.Group;
import imprimatur.imaging.Bank;
import imprimatur.imaging.BankEntry;
import imprimatur.imaging.BankStore;
import imprimatur.policy.Policy;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Hash banks, kept by hand. What an enforcement put in comes out with the enforcement, and not here (G4). */
final class Banks {
    private static final String BY_ENFORCEMENT = "enf_";

    private final Gate gate;
    private final BankStore banks;
    private final Policy policy;
    private final InstantSource clock;

    Banks(Gate gate, BankStore banks, Policy policy, InstantSource clock) {
        this.gate = gate;
        this.banks = banks;
        this.policy = policy;
        this.clock = clock;
    }

    void on(Router router) {
        router.on("GET /admin/banks", this::settings)
                .on("GET /admin/banks/{bank}", this::list)
                .on("PUT /admin/banks/{bank}", this::setUp)
                .on("POST /admin/banks/{bank}", this::add)
                .on("PUT /admin/banks/{bank}/{kind}/{hash}", this::stand)
                .on("DELETE /admin/banks/{bank}/{kind}/{hash}", this::remove);
    }

    private Response settings(Request request) {
        gate.staff(request, Group.LEAD, Group.LEGAL);
        return Response.ok(new Settings(banks.banks()));
    }

    private Response setUp(Request request) {
        var staff = gate.staff(request, Group.LEAD, Group.LEGAL);
        var body = request.body(SettingsBody.class);
        var bank = new Bank(
                Input.bank(request.parameter("bank")),
                body.purpose(),
                body.source(),
                body.owner(),
                body.expiresAt(),
                body.enabledPercent());
        gate.audited(
                staff,
                "bank.set_up",
                bank.name(),
                Map.of(
                        "purpose", Input.label(bank.purpose()),
                        "enabled_percent", Integer.toString(bank.enabledPercent()),
                        "expires_at",
                                bank.expiresAt() == null
                                        ? "never"
                                        : bank.expiresAt().toString()));
        banks.put(bank);
        return Response.ok(bank);
    }

    /** Confirms a suspect entry, disables a wrong one, or puts one back in force; whoever added it. */
    private Response stand(Request request) {
        var staff = gate.staff(request, Group.LEAD, Group.LEGAL);
        var body = request.body(StandingBody.class);
        var entry = entry(request, staff);
        gate.audited(
                staff,
                "bank.standing",
                entry.key().toString(),
                Map.of("standing", Input.label(body.standing()), "section", entry.section()));
        banks.stand(entry.key(), body.standing());
        return Response.ok(entry.in(body.standing()));
    }

    private BankEntry entry(Request request, Staff staff) {
        var key = new BankEntry.Key(
                Input.bank(request.parameter("bank")),
                Input.choice("kind", request.parameter("kind"), BankEntry.Kind.class),
                Input.hash(request.parameter("hash")));
        return banks.find(key)
                .filter(there -> gate.opens(staff, there.section()))
                .orElseThrow(() -> Gate.missing("such entry"));
    }

    private Response list(Request request) {
        var staff = gate.staff(request, Group.LEAD, Group.LEGAL);
        var bank = Input.bank(request.parameter("bank"));
        return Response.ok(new Entries(banks.all().stream()
                .filter(entry -> entry.bank().equals(bank))
                .filter(entry -> gate.opens(staff, entry.section()))
                .toList()));
    }

    private Response add(Request request) {
        var staff = gate.staff(request, Group.LEAD, Group.LEGAL);
        var bank = Input.bank(request.parameter("bank"));
        var body = request.body(Body.class);
        if (policy.findSection(body.section()).isEmpty()) {
            throw new BadInput("section", "is not a section of the policy");
        }
        banks.find(new BankEntry.Key(bank, body.kind(), body.hash())).ifPresent(there -> {
            gate.show(staff, there.section(), subject(there));
            changeable(there);
        });
        var entry = new BankEntry(
                bank,
                body.kind(),
                body.hash(),
                body.purpose(),
                body.section(),
                staff.name(),
                body.note(),
                clock.instant());
        gate.audited(
                staff,
                "bank.added",
                subject(entry),
                Map.of("purpose", Input.label(entry.purpose()), "section", entry.section()));
        banks.add(entry);
        return Response.json(201, entry);
    }

    private Response remove(Request request) {
        var staff = gate.staff(request, Group.LEAD, Group.LEGAL);
        var entry = entry(request, staff);
        changeable(entry);
        gate.audited(staff, "bank.removed", subject(entry), Map.of("section", entry.section()));
        banks.remove(entry.bank(), entry.kind(), entry.hash());
        return Response.empty();
    }

    private static void changeable(BankEntry entry) {
        if (entry.addedBy().startsWith(BY_ENFORCEMENT)) {
            throw new Conflict("the entry belongs to " + entry.addedBy() + ", and goes when that is overturned");
        }
    }

    private static String subject(BankEntry entry) {
        return entry.bank() + "/" + Input.label(entry.kind()) + "/" + entry.hash();
    }

    record Body(
            BankEntry.Kind kind,
            String hash,
            BankEntry.Purpose purpose,
            String section,
            @Nullable String note) {
        Body {
            Input.required("kind", kind);
            Input.hash(hash);
            Input.required("purpose", purpose);
            Input.id("section", section);
            if (note != null) {
                Input.text("note", note, Limits.SHORT_TEXT_CHARS);
            }
        }
    }

    private record Entries(List<BankEntry> items) {}

    record SettingsBody(
            BankEntry.Purpose purpose,
            @Nullable String source,
            @Nullable String owner,
            @Nullable Instant expiresAt,
            int enabledPercent) {
        SettingsBody {
            Input.required("purpose", purpose);
            if (source != null) {
                Input.text("source", source, Limits.SHORT_TEXT_CHARS);
            }
            if (owner != null) {
                Input.text("owner", owner, Limits.SHORT_TEXT_CHARS);
            }
        }
    }

    record StandingBody(BankEntry.Standing standing) {
        StandingBody {
            Input.required("standing", standing);
        }
    }

    private record Settings(List<Bank> items) {}
}
