package imprimatur.enforcement;

import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.ImprimaturException.TooLarge;
import imprimatur.base.Limits;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a request to this room must look like. */
final class Checks {
    private Checks() {}

    /** A short name or id. */
    static void id(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new BadInput(field, "is missing");
        }
        if (value.length() > Limits.ID_CHARS) {
            throw new BadInput(field, "is longer than " + Limits.ID_CHARS + " characters");
        }
    }

    /** A text that a person wrote: a reason, a statement. */
    static void text(String field, @Nullable String value) {
        if (value == null || value.isBlank()) {
            throw new BadInput(field, "is missing");
        }
        if (value.length() > Limits.LONG_TEXT_CHARS) {
            throw new TooLarge(field + " is longer than " + Limits.LONG_TEXT_CHARS + " characters");
        }
    }

    /** A sanction whose days may be nonsense. */
    static Sanction sanction(SanctionKind kind, @Nullable Integer days) {
        if (days != null && (days < 1 || days > Limits.SUSPENSION_DAYS)) {
            throw new BadInput("days", "is outside 1–" + Limits.SUSPENSION_DAYS);
        }
        return new Sanction(kind, days);
    }

    /** At least one sanction, each kind once, and removal only where there is content. */
    static void sanctions(List<Sanction> sanctions, boolean content) {
        if (sanctions.isEmpty()) {
            throw new BadInput("sanctions", "names none");
        }
        if (sanctions.stream().map(Sanction::kind).distinct().count() < sanctions.size()) {
            throw new BadInput("sanctions", "names one twice");
        }
        for (var sanction : sanctions) {
            sanction(sanction.kind(), sanction.days());
            if (sanction.kind() == SanctionKind.REMOVE_CONTENT && !content) {
                throw new BadInput("sanctions", "remove_content needs a case about an image");
            }
        }
    }
}
