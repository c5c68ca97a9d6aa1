package imprimatur.cli.demo;

import static imprimatur.cli.demo.Scene.expect;
import static imprimatur.cli.demo.Scene.ok;

import imprimatur.cli.local.Waiting;
import java.util.Map;
import java.util.Optional;

/** The appeal, and what it brings back. */
final class Redress {
    private final Scene scene;
    private final Prompts prompts;
    private final Sanctioning sanctioning;
    private String appealId = "";

    Redress(Scene scene, Prompts prompts, Sanctioning sanctioning) {
        this.scene = scene;
        this.prompts = prompts;
        this.sanctioning = sanctioning;
    }

    boolean tell() {
        return scene.step("the user appeals by the link in the letter", () -> {
                    var forged = Map.of(
                            "enforcement_id",
                            sanctioning.enforcementId(),
                            "token",
                            forged(sanctioning.appealToken()),
                            "statement",
                            "It is me.");
                    expect(scene.api().post("/v1/appeals", null, forged).status() == 403, "a forged link was taken");
                    var appeal = Map.of(
                            "enforcement_id", sanctioning.enforcementId(),
                            "token", sanctioning.appealToken(),
                            "statement", "There is no person in this picture: hills and balloons only.");
                    var opened = scene.api().post("/v1/appeals", null, appeal);
                    expect(opened.status() == 202, opened.summary());
                    appealId = opened.string("id");
                    return "a forged link gets 403, the real one 202";
                })
                && scene.step("nobody who decided first may decide the appeal", () -> {
                    Waiting.until(
                            "the appeal on the list",
                            Scene.SOON,
                            () ->
                                    ok(scene.api()
                                                    .get(
                                                            "/admin/appeals",
                                                            scene.tokenOf().apply("admin")))
                                            .items("items")
                                            .stream()
                                            .filter(listed -> appealId.equals(listed.get("id")))
                                            .findFirst());
                    var overturn = Map.of("overturn", true, "reason", "No person is shown.");
                    var first = scene.api()
                            .post("/admin/appeals/" + appealId, scene.tokenOf().apply("lead"), overturn);
                    expect(first.status() == 403, "who approved could decide the appeal: " + first.summary());
                    ok(scene.api()
                            .post("/admin/appeals/" + appealId, scene.tokenOf().apply("admin"), overturn));
                    return "the approver gets 403, an admin overturns";
                })
                && scene.step("everything is back: image, account, credits", () -> {
                    scene.untilEnforcement(sanctioning.enforcementId(), "overturned");
                    scene.untilReadable();
                    scene.expectShown();
                    var again = scene.api().post("/v1/check", prompts.artistKey(), Map.of("prompt", "a quiet harbour"));
                    expect(again.status() == 200, "the check answered " + again.summary());
                    expect(
                            scene.account().string("credits").equals(String.valueOf(Scene.CREDITS)),
                            scene.account().text());
                    expect(scene.account().items("strikes").isEmpty(), "a strike is left");
                    return "same bytes, check: HTTP 200, credits: " + Scene.CREDITS + ", no strike";
                })
                && scene.step("the user hears of it", () -> {
                    var letters = Waiting.until(
                            "the second letter",
                            Scene.SOON,
                            () -> Optional.of(scene.backstage().letters(scene.artistMail()))
                                    .filter(sent -> sent.size() >= 2));
                    return "\u201c" + letters.getLast().subject() + "\u201d";
                });
    }

    private static String forged(String token) {
        return (token.startsWith("A") ? "B" : "A") + token.substring(1);
    }
}
