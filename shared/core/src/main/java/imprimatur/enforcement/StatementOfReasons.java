package imprimatur.enforcement;

import com.fasterxml.jackson.annotation.JsonProperty;
import imprimatur.base.Mail;
import imprimatur.policy.Policy;
import imprimatur.policy.Section;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a person is told of sanctions against him (DSA Art. 17): the measures with scope and duration, the facts, the
 * rule in the policy's own words, what automation had a part in, and how to contest it. It says that automated means
 * noticed something, never which or how.
 *
 * @param locale of the account, a BCP 47 tag; Chinese letters for Chinese, English for every other language
 * @param policy whose words on section and sanctions are quoted
 * @param appealLink where the appeal is made
 * @param appealUntil until when
 */
public record StatementOfReasons(
        String locale,
        Enforcement enforcement,
        Policy policy,
        Detection detection,
        String appealLink,
        Instant appealUntil) {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm 'UTC'", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** How the service came to know of the violation. */
    public enum Detection {
        @JsonProperty("report")
        REPORT,
        @JsonProperty("automated")
        AUTOMATED,
        @JsonProperty("both")
        BOTH,
        @JsonProperty("staff")
        STAFF
    }

    /**
     * A measure with what it changed.
     *
     * @param until when a suspension ends; null for good, and for every other measure
     * @param images how many were taken down
     * @param credits how many were forfeited
     */
    public record Measure(SanctionKind kind, @Nullable Instant until, int images, long credits) {}

    /** The measures that were applied. */
    public List<Measure> measures() {
        return enforcement.sanctions().stream()
                .map(Sanction::kind)
                .filter(enforcement.applied()::containsKey)
                .map(kind -> new Measure(
                        kind,
                        kind == SanctionKind.SUSPEND
                                ? Sanctions.until(enforcement).orElse(null)
                                : null,
                        kind == SanctionKind.REMOVE_CONTENT
                                ? Sanctions.removed(enforcement).size()
                                : 0,
                        kind == SanctionKind.FORFEIT_CREDITS ? Sanctions.forfeited(enforcement) : 0))
                .toList();
    }

    /** The section that was violated. */
    public Section section() {
        return policy.section(enforcement.section());
    }

    /** The statement as a letter. */
    public Mail mail(String to) {
        var words = LetterTemplate.words(locale);
        var section = section();
        var values = facts(enforcement, section, locale);
        values.put("measures", sanctions(policy, enforcement, locale, false));
        values.put("rule", section.text(locale));
        values.put("guidance", section.letter(locale));
        values.put("reason", reason());
        values.put("content", content(words));
        values.put("detected", word(words, "detected_" + detection.name().toLowerCase(Locale.ROOT)));
        values.put("appeal_link", appealLink);
        values.put("appeal_until", TIME.format(appealUntil));
        return LetterTemplate.of(enforcement.automated() ? "image_blocked" : "statement", locale)
                .mail(to, values);
    }

    /** Why the rule is held to be violated; of an automated decision in words of its reader. */
    public String reason() {
        return enforcement.automated() ? word(LetterTemplate.words(locale), "reason_automated") : enforcement.reason();
    }

    /** The images that it is about: those taken down from the account, where any were, else those at stake. */
    public List<String> images() {
        return enforcement.applied().containsKey(SanctionKind.REMOVE_CONTENT)
                ? Sanctions.removed(enforcement)
                : enforcement.imageIds();
    }

    /** What every letter about an enforcement names. */
    static Map<String, String> facts(Enforcement enforcement, Section section, String locale) {
        var values = new HashMap<String, String>();
        values.put("section", section.code());
        values.put("title", section.title(locale));
        values.put("account", enforcement.account());
        values.put("enforcement", enforcement.id());
        return values;
    }

    /** A list of what was done, or of what was taken back, sanction by sanction, in the policy's words. */
    static String sanctions(Policy policy, Enforcement enforcement, String locale, boolean undone) {
        var values = new HashMap<String, String>();
        values.put("count", Integer.toString(Sanctions.removed(enforcement).size()));
        values.put("until", Sanctions.until(enforcement).map(TIME::format).orElse(""));
        values.put("amount", Long.toString(Sanctions.forfeited(enforcement)));
        return enforcement.sanctions().stream()
                .map(sanction -> {
                    var texts = policy.sanction(sanction.kind().name().toLowerCase(Locale.ROOT));
                    values.put("section", texts.section());
                    var text = undone ? texts.undone().in(locale) : texts.applied(sanction.days() == null, locale);
                    return "- " + LetterTemplate.fill(text, values);
                })
                .collect(Collectors.joining("\n"));
    }

    static String word(Map<String, String> words, String name) {
        var word = words.get(name);
        if (word == null) {
            throw new IllegalStateException("no phrase " + name);
        }
        return word;
    }

    private String content(Map<String, String> words) {
        var images = images();
        return images.isEmpty()
                ? word(words, "content_conduct")
                : LetterTemplate.fill(
                        word(words, enforcement.automated() ? "content_blocked" : "content_images"),
                        Map.of("count", Integer.toString(images.size()), "images", images.getFirst()));
    }
}
