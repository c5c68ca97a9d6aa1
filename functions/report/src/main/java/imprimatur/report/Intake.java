package imprimatur.report;

import imprimatur.base.Ids;
import imprimatur.base.ImprimaturException.BadInput;
import imprimatur.base.Limits;
import imprimatur.base.Tokens;
import imprimatur.cases.Notice;
import imprimatur.cases.Notices;
import imprimatur.cases.ReporterLetters;
import imprimatur.policy.Policy;
import imprimatur.policy.Section;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The door of the form and the API: checks a report, signs its token and queues it. Nothing is looked up. */
final class Intake {
    private final Notices notices;
    private final Tokens tokens;
    private final Policy policy;
    private final String origin;
    private final InstantSource clock;

    Intake(Notices notices, Tokens tokens, Policy policy, String origin, InstantSource clock) {
        this.notices = notices;
        this.tokens = tokens;
        this.policy = policy;
        this.origin = origin;
        this.clock = clock;
    }

    /** Answer to an accepted report; the token alone opens {@code statusUrl}, which holds it. */
    record Receipt(String id, String token, String statusUrl) {}

    /**
     * Accepts a report: once this returns, the notice is on the queue, and the receipt needs nothing but that.
     *
     * @throws imprimatur.base.ImprimaturException.Unavailable if it could not be queued; then nothing was accepted
     */
    Receipt accept(Notice notice) {
        var id = notice.id();
        var token = tokens.sign(ReporterLetters.TOKEN_PURPOSE, id);
        notices.accept(notice);
        return new Receipt(id, token, origin + "/v1/reports/" + id + "?token=" + token);
    }

    /**
     * A report as a notice with an id of its own; nothing is taken yet.
     *
     * @throws BadInput naming the field at fault
     */
    Notice notice(ReportRequest request) {
        var now = clock.instant();
        var id = Ids.next("ntc", now);
        var explanation = text("explanation", request.explanation(), Limits.LONG_TEXT_CHARS);
        if (explanation == null) {
            throw new BadInput("explanation", "is missing: say why this is a violation");
        }
        if (!Boolean.TRUE.equals(request.goodFaith())) {
            throw new BadInput("good_faith", "must be true: a report is made in good faith");
        }
        var urls = urls(request.urls());
        var imageId = text("image_id", request.imageId(), Limits.ID_CHARS);
        var account = text("account", request.account(), Limits.ID_CHARS);
        if (urls.isEmpty() && imageId == null && account == null) {
            throw new BadInput("urls", "is missing: name a link, an image_id or an account");
        }
        var section = section(request.section());
        var email = email(request.email(), section);
        return new Notice(
                id,
                Notice.Channel.FORM,
                now,
                section == null ? null : section.code(),
                explanation,
                urls,
                imageId,
                account,
                text("name", request.name(), Limits.SHORT_TEXT_CHARS),
                email,
                true,
                locale(request.locale(), explanation));
    }

    private @Nullable Section section(@Nullable String code) {
        var text = text("section", code, Limits.SHORT_TEXT_CHARS);
        return text == null
                ? null
                : policy.findSection(text).orElseThrow(() -> new BadInput("section", "is no section of the policy"));
    }

    /** Art. 16(2)(c): name and address are not asked of who reports sexual abuse of children. */
    private static @Nullable String email(@Nullable String email, @Nullable Section section) {
        var address = text("email", email, Limits.SHORT_TEXT_CHARS);
        if (address == null) {
            if (section != null && section.category().equals(Section.MINORS)) {
                return null;
            }
            throw new BadInput("email", "is missing: it is needed for every section but that on minors");
        }
        if (!Addresses.isPlain(address)) {
            throw new BadInput("email", "is not a mail address");
        }
        return address;
    }

    private static String locale(@Nullable String locale, String explanation) {
        if (locale != null && !Languages.isTag(locale)) {
            throw new BadInput("locale", "is not a language tag");
        }
        return Languages.of(locale, explanation);
    }

    private static List<String> urls(@Nullable List<@Nullable String> urls) {
        if (urls == null) {
            return List.of();
        }
        if (urls.size() > Limits.URLS_A_NOTICE) {
            throw new BadInput("urls", "has more than " + Limits.URLS_A_NOTICE + " links");
        }
        var checked = new ArrayList<String>();
        for (var i = 0; i < urls.size(); i++) {
            var field = "urls.[" + i + "]";
            var url = text(field, urls.get(i), Limits.URL_CHARS);
            if (url == null) {
                throw new BadInput(field, "is empty");
            }
            checked.add(url);
        }
        return checked;
    }

    private static @Nullable String text(String field, @Nullable String text, int most) {
        if (text == null || text.isBlank()) {
            return null;
        }
        if (text.length() > most) {
            throw new BadInput(field, "is longer than " + most + " characters");
        }
        return text.strip();
    }
}
