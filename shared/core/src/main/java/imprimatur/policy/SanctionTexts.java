package imprimatur.policy;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What letters say of one kind of sanction, in the policy's own words.
 *
 * @param section the section of the policy that allows it, such as {@code 4.2}
 * @param applied what was done; {@code {section}}, {@code {count}} images, {@code {until}} and {@code {amount}} credits
 *     are filled in
 * @param forGood as {@code applied}, of a suspension without an end; null for every other kind
 * @param undone that it was taken back after an appeal
 */
public record SanctionTexts(
        String section, Texts applied, @Nullable Texts forGood, Texts undone) {
    /** What a text may ask to be filled in. */
    static final Set<String> PLACEHOLDERS = Set.of("section", "count", "until", "amount");

    /** What was done, still with its placeholders. */
    public String applied(boolean withoutEnd, String locale) {
        return (withoutEnd && forGood != null ? forGood : applied).in(locale);
    }
}
