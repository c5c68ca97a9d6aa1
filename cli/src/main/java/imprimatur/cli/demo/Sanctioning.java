package imprimatur.cli.demo;

import static imprimatur.cli.demo.Scene.expect;
import static imprimatur.cli.demo.Scene.ok;

import imprimatur.cli.local.Waiting;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** From a claim to a statement of reasons. */
final class Sanctioning {
    private static final Pattern LINK = Pattern.compile("enforcement=([\\w-]+)&token=([\\w-]+)");

    private final Scene scene;
    private final Prompts prompts;
    private final Reports reports;
    private String enforcementId = "";
    private String approvalId = "";
    private String appealToken = "";

    Sanctioning(Scene scene, Prompts prompts, Reports reports) {
        this.scene = scene;
        this.prompts = prompts;
        this.reports = reports;
    }

    String enforcementId() {
        return enforcementId;
    }

    /** The token of the link by which the user may appeal. */
    String appealToken() {
        return appealToken;
    }

    boolean tell() {
        return scene.step("a reviewer claims the case and decides: remove, suspend for good, forfeit", () -> {
                    ok(scene.api()
                            .post(
                                    "/admin/cases/" + reports.caseId() + "/claim",
                                    scene.tokenOf().apply("reviewer"),
                                    Map.of("version", caseVersion())));
                    var decision = Map.of(
                            "version",
                            caseVersion(),
                            "section",
                            "2.4",
                            "reason",
                            "A real person is shown in a false and damaging context.",
                            "sanctions",
                            List.of(
                                    Map.of("kind", "remove_content"),
                                    Map.of("kind", "suspend"),
                                    Map.of("kind", "forfeit_credits")));
                    var decided = ok(scene.api()
                            .post(
                                    "/admin/cases/" + reports.caseId() + "/decide",
                                    scene.tokenOf().apply("reviewer"),
                                    decision));
                    enforcementId = decided.string("id");
                    return enforcementId.substring(0, 8) + "…, " + decided.string("status");
                })
                && scene.step("nothing happens before a second person approves", () -> {
                    approvalId = Waiting.until("the question to a second person", Scene.SOON, this::pendingApproval);
                    expect(scene.viewed(scene.pictureKey()) == 200, "removed before the approval");
                    expect(
                            scene.check(prompts.artistKey(), "a quiet harbour").status() == 200,
                            "suspended before the approval");
                    var own = scene.api()
                            .post(
                                    "/admin/approvals/" + approvalId,
                                    scene.tokenOf().apply("reviewer"),
                                    yes());
                    expect(own.status() == 403, "the proposer could approve: " + own.summary());
                    return "waits; the proposer gets 403";
                })
                && scene.step("a lead approves: evidence is locked, the image is gone", () -> {
                    ok(scene.api()
                            .post(
                                    "/admin/approvals/" + approvalId,
                                    scene.tokenOf().apply("lead"),
                                    yes()));
                    scene.untilEnforcement(enforcementId, "applied");
                    expect(scene.viewed(scene.pictureKey()) != 200, "the image is still readable");
                    var evidence = scene.backstage().lockedEvidence(reports.caseId() + "/" + scene.pictureId() + "/");
                    expect(!evidence.isEmpty(), "no locked evidence under the case");
                    return evidence.size() + " locked copy, image HTTP " + scene.viewed(scene.pictureKey());
                })
                && scene.step("the account is suspended at the next check, its credits are forfeited", () -> {
                    var denied =
                            scene.api().post("/v1/check", prompts.artistKey(), Map.of("prompt", "a quiet harbour"));
                    expect(denied.status() == 403, "the check answered " + denied.summary());
                    expect(
                            scene.account().string("credits").equals("0"),
                            "credits: " + scene.account().text());
                    return "check: HTTP 403, credits: 0";
                })
                && scene.step("the user gets a statement of reasons with a way to appeal", () -> {
                    var letter = Waiting.until(
                            "the letter",
                            Scene.SOON,
                            () -> scene.backstage().letters(scene.artistMail()).stream()
                                    .filter(sent -> sent.text().contains(enforcementId))
                                    .findFirst());
                    expect(letter.text().contains("2.4"), "the letter names no section");
                    var link = LINK.matcher(letter.text());
                    expect(link.find(), "the letter has no link");
                    expect(link.group(1).equals(enforcementId), "the link is of another enforcement");
                    appealToken = link.group(2);
                    return "\u201c" + letter.subject() + "\u201d";
                });
    }

    private Optional<String> pendingApproval() {
        return ok(scene.api().get("/admin/approvals", scene.tokenOf().apply("lead"))).items("items").stream()
                .filter(approval -> enforcementId.equals(approval.get("enforcement_id")))
                .map(approval -> String.valueOf(approval.get("id")))
                .findFirst();
    }

    private Object caseVersion() {
        return ok(scene.api()
                        .get("/admin/cases/" + reports.caseId(), scene.tokenOf().apply("reviewer")))
                .field("case.version")
                .orElseThrow(() -> new StoryException("the case has no version"));
    }

    private static Map<String, Object> yes() {
        return Map.of("approve", true, "reason", "The evidence supports it.");
    }
}
