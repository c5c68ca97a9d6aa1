package imprimatur.cli.demo;

import imprimatur.cli.local.Waiting;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;

/** Where the story plays: who is in it, and what every chapter asks and waits for. */
final class Scene {
    static final Duration SOON = Duration.ofSeconds(60);
    static final int CREDITS = 250;

    private final Api api;
    private final String platformKey;
    private final UnaryOperator<String> tokenOf;
    private final Backstage backstage;
    private final Consumer<Step> audience;
    private final List<Step> steps = new ArrayList<>();

    private final long seed = new Random().nextLong();
    private final String name = "demo-" + Long.toString(seed & 0xffffffL, 36);
    private final byte[] picture = Pictures.png(seed);
    private final byte[] bannedPicture = Pictures.png(seed + 1);

    Scene(Api api, String platformKey, UnaryOperator<String> tokenOf, Backstage backstage, Consumer<Step> audience) {
        this.api = api;
        this.platformKey = platformKey;
        this.tokenOf = tokenOf;
        this.backstage = backstage;
        this.audience = audience;
    }

    Api api() {
        return api;
    }

    String platformKey() {
        return platformKey;
    }

    UnaryOperator<String> tokenOf() {
        return tokenOf;
    }

    Backstage backstage() {
        return backstage;
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    String name() {
        return name;
    }

    String artist() {
        return name + "-artist";
    }

    String artistMail() {
        return artist() + "@example.com";
    }

    String reporterMail() {
        return name + "-reporter@example.com";
    }

    byte[] picture() {
        return picture;
    }

    byte[] bannedPicture() {
        return bannedPicture;
    }

    String pictureId() {
        return name + "-picture";
    }

    String pictureKey() {
        return key(pictureId(), "png");
    }

    Answer check(String key, String prompt) {
        var answer = api.post("/v1/check", key, Map.of("prompt", prompt));
        expect(answer.status() == 200, answer.summary());
        return answer;
    }

    void untilReadable() {
        Waiting.until(
                "the picture", SOON, () -> Optional.of(viewed(pictureKey())).filter(status -> status == 200));
    }

    /** The HTTP status by which a viewer gets an image, or does not. */
    int viewed(String key) {
        return api.get("/images/" + key, null).status();
    }

    /** The picture is shown byte for byte as it was uploaded, by a verdict that says so. */
    void expectShown() {
        expect(Arrays.equals(api.get("/images/" + pictureKey(), null).bytes(), picture), "other bytes");
        var verdict = verdictOf(pictureId()).orElse("unknown");
        expect(verdict.equals("allowed"), "readable, but its verdict is " + verdict);
    }

    void untilEnforcement(String enforcementId, String status) {
        Waiting.until(
                "the enforcement as " + status,
                SOON,
                () -> Optional.of(ok(api.get("/admin/enforcements/" + enforcementId, tokenOf.apply("lead")))
                                .string("status"))
                        .filter(now -> now.equals(status)));
    }

    Optional<String> verdictOf(String imageId) {
        var answer = api.get("/v1/images/" + imageId, platformKey);
        return answer.status() == 200 ? Optional.of(answer.string("state")) : Optional.empty();
    }

    Answer account() {
        return ok(api.get("/v1/accounts/" + artist(), platformKey));
    }

    void put(String path, Object body) {
        ok(api.put(path, platformKey, body));
    }

    String newKey(String account) {
        var answer = api.post(
                "/v1/keys", platformKey, Map.of("account", account, "name", "demo", "scopes", List.of("check")));
        expect(answer.status() == 201, answer.summary());
        return answer.string("secret");
    }

    String key(String imageId, String extension) {
        return "incoming/" + artist() + "/" + imageId + "." + extension;
    }

    static Answer ok(Answer answer) {
        expect(answer.status() >= 200 && answer.status() < 300, answer.summary());
        return answer;
    }

    /** What happens in a step, told in a few words. */
    interface Act {
        String happens();
    }

    /** Plays a step and tells the audience; false where it did not go as told. */
    boolean step(String title, Act act) {
        var start = System.nanoTime();
        String happened;
        var asTold = true;
        try {
            happened = act.happens();
        } catch (RuntimeException e) {
            happened = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
            asTold = false;
        }
        var step = new Step(steps.size() + 1, title, happened, asTold, Duration.ofNanos(System.nanoTime() - start));
        steps.add(step);
        audience.accept(step);
        return asTold;
    }

    static void expect(boolean condition, String otherwise) {
        if (!condition) {
            throw new StoryException(otherwise);
        }
    }
}
