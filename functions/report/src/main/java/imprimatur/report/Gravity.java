package imprimatur.report;

import imprimatur.cases.Notice;
import imprimatur.policy.Policy;
import imprimatur.policy.Section;
import java.util.regex.Pattern;

/** Which notices are taken whoever sends them: those about minors, and about intimate images without consent. */
final class Gravity {
    private static final Pattern WORDS = Pattern.compile(
            "(?iu)\\b(child(ren)?|minors?|under-?\\s?age|csam|kids?|teen(age)?(r)?s?|school(girl|boy)s?|1?\\d[- ]years?[- ]old"
                    + "|ncii|non-?consensual(ly)?|without (my|her|his|their|any) (consent|permission)|revenge porn"
                    + "|intimate (images?|pictures?|photos?)|(nude|naked)\\w* (\\w+ ){0,3}of me|take it down)\\b"
                    + "|儿童|兒童|未成年|幼女|幼童|孩子|小孩|小学生|中学生|裸照|私密照|私密影像|不雅照|偷拍|未[经經].{0,6}同意");

    private final Policy policy;

    Gravity(Policy policy) {
        this.policy = policy;
    }

    boolean isGrave(Notice notice) {
        var section = notice.section();
        return WORDS.matcher(notice.explanation()).find()
                || (section != null
                        && policy.findSection(section)
                                .map(found -> found.category().equals(Section.MINORS))
                                .orElse(false));
    }
}
