package imprimatur.cli.demo;

import static imprimatur.cli.demo.Scene.expect;
import static imprimatur.cli.demo.Scene.ok;

import imprimatur.cli.local.Waiting;
import java.util.Map;

/** The scan: a harmless picture, and a copy of a banned one. */
final class Images {
    private final Scene scene;
    private final Prompts prompts;

    Images(Scene scene, Prompts prompts) {
        this.scene = scene;
        this.prompts = prompts;
    }

    boolean tell() {
        return scene.step("a harmless picture is readable only after its scan", () -> {
                    scene.backstage()
                            .upload(
                                    scene.pictureKey(),
                                    scene.picture(),
                                    "image/png",
                                    Map.of("generation-id", prompts.generationId()));
                    var early = scene.viewed(scene.pictureKey());
                    scene.untilReadable();
                    scene.expectShown();
                    return "HTTP " + early + " at once, 200 after the verdict";
                })
                && scene.step("a near-copy of a banned picture is blocked and never readable", this::nearCopy);
    }

    private String nearCopy() {
        var banned = Map.of(
                "kind", "pdq",
                "hash", Pictures.pdq(scene.bannedPicture()),
                "purpose", "ban",
                "section", "2.1",
                "note", "banned by the demo");
        ok(scene.api().post("/admin/banks/local", scene.tokenOf().apply("lead"), banned));
        var copy = scene.name() + "-copy";
        scene.backstage()
                .upload(scene.key(copy, "jpg"), Pictures.nearCopy(scene.bannedPicture()), "image/jpeg", Map.of());
        var verdict = Waiting.until("a verdict on the near-copy", Scene.SOON, () -> {
            expect(scene.viewed(scene.key(copy, "jpg")) != 200, "the near-copy was readable");
            return scene.verdictOf(copy);
        });
        expect(verdict.equals("blocked"), "its verdict is " + verdict);
        expect(scene.viewed(scene.key(copy, "jpg")) != 200, "the near-copy is readable");
        return "blocked, HTTP " + scene.viewed(scene.key(copy, "jpg"));
    }
}
