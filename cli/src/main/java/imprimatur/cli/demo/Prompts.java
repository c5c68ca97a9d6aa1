package imprimatur.cli.demo;

import static imprimatur.cli.demo.Scene.expect;
import static imprimatur.cli.demo.Scene.ok;

import java.util.Map;

/** The check: allowed, blocked, over the limit. */
final class Prompts {
    private static final int ATTEMPTS = 500;

    private final Scene scene;
    private String artistKey = "";
    private String generationId = "";

    Prompts(Scene scene) {
        this.scene = scene;
    }

    /** The key of the artist's account. */
    String artistKey() {
        return artistKey;
    }

    /** Id of the check by which the picture was allowed. */
    String generationId() {
        return generationId;
    }

    boolean tell() {
        return scene.step("a new account on plan free, with a key and " + Scene.CREDITS + " credits", () -> {
                    scene.put(
                            "/v1/accounts/" + scene.artist(),
                            Map.of("plan", "free", "locale", "en", "email", scene.artistMail()));
                    ok(scene.api()
                            .post(
                                    "/v1/accounts/" + scene.artist() + "/credits",
                                    scene.platformKey(),
                                    Map.of("entry_id", scene.name(), "amount", Scene.CREDITS)));
                    artistKey = scene.newKey(scene.artist());
                    return "credits: " + scene.account().string("credits");
                })
                && scene.step("a harmless prompt is allowed", () -> {
                    var answer = scene.check(artistKey, "a watercolour of hills with balloons under a low sun");
                    expect(answer.string("decision").equals("allow"), "decision: " + answer.text());
                    generationId = answer.string("id");
                    return "allow, " + answer.string("usage.remaining") + " left";
                })
                && scene.step("a violating prompt is blocked, with its section", () -> {
                    var answer = scene.check(artistKey, "explicit nsfw nude portrait, uncensored");
                    expect(answer.string("decision").equals("block"), "decision: " + answer.text());
                    expect(answer.items("sections").toString().contains("2.1"), "sections: " + answer.text());
                    return "block, section 2.1";
                })
                && scene.step("an account over its limit gets 429 and no more than the limit", this::overLimit);
    }

    private String overLimit() {
        var busy = scene.name() + "-busy";
        scene.put("/v1/accounts/" + busy, Map.of("plan", "free", "locale", "en"));
        var key = scene.newKey(busy);
        var admitted = 0;
        for (var i = 0; i < ATTEMPTS; i++) {
            var answer = scene.api().post("/v1/check", key, Map.of("prompt", "a paper boat on a pond, number " + i));
            if (answer.status() == 429) {
                var wait =
                        answer.header("retry-after").orElseThrow(() -> new StoryException("429 without Retry-After"));
                return admitted + " admitted, then 429, retry after " + wait + " s";
            }
            expect(answer.status() == 200, answer.summary());
            admitted++;
        }
        throw new StoryException(admitted + " admitted and no end");
    }
}
