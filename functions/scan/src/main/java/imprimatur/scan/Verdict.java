package imprimatur.scan;

import imprimatur.imaging.BankEntry;
import imprimatur.imaging.ImageRecord;
import imprimatur.imaging.scan.Scan;
import imprimatur.policy.Decision;
import imprimatur.policy.DecisionRecord;
import imprimatur.policy.Section;

/** What was decided on a version, and by what. */
record Verdict(ImageRecord image, DecisionRecord decided, Scan scan) {
    Decision decision() {
        return decided.decision();
    }

    /** The policy blocks whatever may show a minor, and a person must see that it was right (G11). */
    boolean minors() {
        return decision().fired().stream().anyMatch(rule -> rule.category().equals(Section.MINORS));
    }

    /** A match with what is merely held bans nothing. */
    boolean bans() {
        var match = scan.match();
        return match == null || match.entry().effect() != BankEntry.Purpose.HOLD;
    }
}
