package imprimatur.cli.demo;

import static imprimatur.cli.demo.Scene.expect;

import imprimatur.audit.AuditRecord;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/**
 * The main job end to end, told with real inputs: from a harmless prompt to an appeal that puts everything back. Every
 * step looks at what happened and not at what was asked for; the first that differs ends the story. It makes accounts
 * of its own, so that it can be told again and again on one stack.
 */
public final class Story {
    private final Scene scene;

    /**
     * @param tokenOf access token of a member of a group of staff
     * @param audience is told of each step as it ends
     */
    public Story(
            Api api, String platformKey, UnaryOperator<String> tokenOf, Backstage backstage, Consumer<Step> audience) {
        this.scene = new Scene(api, platformKey, tokenOf, backstage, audience);
    }

    /** Tells it; the last step of the list is the one that differed, where one did. */
    public List<Step> tell() {
        var prompts = new Prompts(scene);
        var reports = new Reports(scene);
        var sanctioning = new Sanctioning(scene, prompts, reports);
        var whole = prompts.tell()
                && new Images(scene, prompts).tell()
                && reports.tell()
                && sanctioning.tell()
                && new Redress(scene, prompts, sanctioning).tell()
                && audit(reports, sanctioning);
        var steps = scene.steps();
        if (!whole && steps.stream().allMatch(Step::asTold)) {
            throw new IllegalStateException("a chapter ended early without a step that differs");
        }
        return steps;
    }

    private boolean audit(Reports reports, Sanctioning sanctioning) {
        return scene.step("the audit log is an unbroken chain that names every act", () -> {
            var records = new AuditTrail(scene.api(), scene.tokenOf().apply("admin")).verified();
            var acts = records.stream()
                    .map(AuditRecord::entry)
                    .filter(entry -> entry.subject().equals(reports.caseId())
                            || entry.subject().equals(sanctioning.enforcementId())
                            || entry.details().containsValue(sanctioning.enforcementId()))
                    .count();
            expect(acts > 0, "no act on the case is in the log");
            return records.size() + " records verified, " + acts + " on this case";
        });
    }
}
