package imprimatur.cli.demo;

import imprimatur.audit.AuditRecord;
import imprimatur.cli.local.Waiting;
import java.nio.charset.StandardCharsets;
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
import java.util.regex.Pattern;

/**
 * The main job end to end, told with real inputs: from a harmless prompt to an appeal that puts everything back. Every
 * step looks at what happened and not at what was asked for; the first that differs ends the story. It makes accounts
 * of its own, so that it can be told again and again on one stack.
 */
public final class Story {
    private static final Duration SOON = Duration.ofSeconds(60);
    private static final int CREDITS = 250;
    private static final int ATTEMPTS = 500;
    private static final Pattern LINK = Pattern.compile("enforcement=([\\w-]+)&token=([\\w-]+)");

    private final Api api;
    private final String platformKey;
    private final UnaryOperator<String> tokenOf;
    private final Backstage backstage;
    private final Consumer<Step> audience;
    private final List<Step> steps = new ArrayList<>();

    private final long seed = new Random().nextLong();
    private final String name = "demo-" + Long.toString(seed & 0xffffffL, 36);
    private final String artist = name + "-artist";
    private final String artistMail = artist + "@example.com";
    private final String reporterMail = name + "-reporter@example.com";
    private final byte[] picture = Pictures.png(seed);
    private final byte[] bannedPicture = Pictures.png(seed + 1);
    private final String pictureId = name + "-picture";
    private final String pictureKey = key(pictureId, "png");

    private String artistKey = "";
    private String generationId = "";
    private String caseId = "";
    private String enforcementId = "";
    private String approvalId = "";
    private String appealId = "";
    private String appealToken = "";

    /**
     * @param tokenOf access token of a member of a group of staff
     * @param audience is told of each step as it ends
     */
    public Story(
            Api api, String platformKey, UnaryOperator<String> tokenOf, Backstage backstage, Consumer<Step> audience) {
        this.api = api;
        this.platformKey = platformKey;
        this.tokenOf = tokenOf;
        this.backstage = backstage;
        this.audience = audience;
    }

    /** Tells it; the last step of the list is the one that differed, where one did. */
    public List<Step> tell() {
        var whole = prompts() && images() && reports() && enforcement() && appeal() && audit();
        if (!whole && steps.stream().allMatch(Step::asTold)) {
            throw new IllegalStateException("a chapter ended early without a step that differs");
        }
        return List.copyOf(steps);
    }

    private boolean prompts() {
        return step("a new account on plan free, with a key and " + CREDITS + " credits", () -> {
                    put("/v1/accounts/" + artist, Map.of("plan", "free", "locale", "en", "email", artistMail));
                    ok(api.post(
                            "/v1/accounts/" + artist + "/credits",
                            platformKey,
                            Map.of("entry_id", name, "amount", CREDITS)));
                    artistKey = newKey(artist);
                    return "credits: " + account().string("credits");
                })
                && step("a harmless prompt is allowed", () -> {
                    var answer = check(artistKey, "a watercolour of hills with balloons under a low sun");
                    expect(answer.string("decision").equals("allow"), "decision: " + answer.text());
                    generationId = answer.string("id");
                    return "allow, " + answer.string("usage.remaining") + " left";
                })
                && step("a violating prompt is blocked, with its section", () -> {
                    var answer = check(artistKey, "explicit nsfw nude portrait, uncensored");
                    expect(answer.string("decision").equals("block"), "decision: " + answer.text());
                    expect(answer.items("sections").toString().contains("2.1"), "sections: " + answer.text());
                    return "block, section 2.1";
                })
                && step("an account over its limit gets 429 and no more than the limit", this::overLimit);
    }

    private String overLimit() {
        var busy = name + "-busy";
        put("/v1/accounts/" + busy, Map.of("plan", "free", "locale", "en"));
        var key = newKey(busy);
        var admitted = 0;
        for (var i = 0; i < ATTEMPTS; i++) {
            var answer = api.post("/v1/check", key, Map.of("prompt", "a paper boat on a pond, number " + i));
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

    private boolean images() {
        return step("a harmless picture is readable only after its scan", () -> {
                    backstage.upload(pictureKey, picture, "image/png", Map.of("generation-id", generationId));
                    var early = api.get("/images/" + pictureKey, null).status();
                    untilReadable();
                    expect(Arrays.equals(api.get("/images/" + pictureKey, null).bytes(), picture), "other bytes");
                    expect(verdict(pictureId).equals("allowed"), "readable, but its verdict is " + verdict(pictureId));
                    return "HTTP " + early + " at once, 200 after the verdict";
                })
                && step("a near-copy of a banned picture is blocked and never readable", this::nearCopy);
    }

    private String nearCopy() {
        var banned = Map.of(
                "kind", "pdq",
                "hash", Pictures.pdq(bannedPicture),
                "purpose", "ban",
                "section", "2.1",
                "note", "banned by the demo");
        ok(api.post("/admin/banks/local", tokenOf.apply("lead"), banned));
        var copy = name + "-copy";
        backstage.upload(key(copy, "jpg"), Pictures.nearCopy(bannedPicture), "image/jpeg", Map.of());
        var verdict = Waiting.until("a verdict on the near-copy", SOON, () -> {
            expect(api.get("/images/" + key(copy, "jpg"), null).status() != 200, "the near-copy was readable");
            return verdictOf(copy);
        });
        expect(verdict.equals("blocked"), "its verdict is " + verdict);
        expect(api.get("/images/" + key(copy, "jpg"), null).status() != 200, "the near-copy is readable");
        return "blocked, HTTP " + api.get("/images/" + key(copy, "jpg"), null).status();
    }

    private boolean reports() {
        return step("a report by form and one by mail become one case", () -> {
                    var report = Map.of(
                            "explanation",
                            "This picture shows my neighbour in a false light.",
                            "urls",
                            List.of("https://gpt-image2.design/images/" + pictureKey),
                            "section",
                            "2.4",
                            "name",
                            "A. Reporter",
                            "email",
                            reporterMail,
                            "good_faith",
                            true);
                    var accepted = api.post("/v1/reports", null, report);
                    expect(accepted.status() == 202, accepted.summary());
                    backstage.deliver(name, reportByMail());
                    caseId = Waiting.until("the case with both notices", SOON, this::caseWithBothNotices);
                    return "case with 2 notices, " + accepted.string("id") + " in it";
                })
                && step("both reporters are answered with an id", () -> {
                    var letters = Waiting.until(
                            "two acknowledgements",
                            SOON,
                            () -> Optional.of(backstage.letters(reporterMail)).filter(sent -> sent.size() >= 2));
                    expect(letters.stream().allMatch(letter -> letter.text().contains("ntc_")), "no id in a letter");
                    return letters.size() + " acknowledgements";
                });
    }

    private Optional<String> caseWithBothNotices() {
        var mine = api.get("/admin/accounts/" + artist + "/cases", tokenOf.apply("reviewer"));
        if (mine.status() != 200 || mine.items("items").isEmpty()) {
            return Optional.empty();
        }
        expect(mine.items("items").size() == 1, "more than one case: " + mine.text());
        var found = mine.items("items").getFirst();
        return found.get("notice_ids") instanceof List<?> notices && notices.size() == 2
                ? Optional.of(String.valueOf(found.get("id")))
                : Optional.empty();
    }

    private boolean enforcement() {
        return step("a reviewer claims the case and decides: remove, suspend for good, forfeit", () -> {
                    ok(api.post(
                            "/admin/cases/" + caseId + "/claim",
                            tokenOf.apply("reviewer"),
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
                    var decided =
                            ok(api.post("/admin/cases/" + caseId + "/decide", tokenOf.apply("reviewer"), decision));
                    enforcementId = decided.string("id");
                    return enforcementId.substring(0, 8) + "…, " + decided.string("status");
                })
                && step("nothing happens before a second person approves", () -> {
                    approvalId = Waiting.until("the question to a second person", SOON, this::pendingApproval);
                    expect(api.get("/images/" + pictureKey, null).status() == 200, "removed before the approval");
                    expect(check(artistKey, "a quiet harbour").status() == 200, "suspended before the approval");
                    var own = api.post("/admin/approvals/" + approvalId, tokenOf.apply("reviewer"), yes());
                    expect(own.status() == 403, "the proposer could approve: " + own.summary());
                    return "waits; the proposer gets 403";
                })
                && step("a lead approves: evidence is locked, the image is gone", () -> {
                    ok(api.post("/admin/approvals/" + approvalId, tokenOf.apply("lead"), yes()));
                    untilEnforcement("applied");
                    expect(api.get("/images/" + pictureKey, null).status() != 200, "the image is still readable");
                    var evidence = backstage.lockedEvidence(caseId + "/" + pictureId + "/");
                    expect(!evidence.isEmpty(), "no locked evidence under the case");
                    return evidence.size() + " locked copy, image HTTP "
                            + api.get("/images/" + pictureKey, null).status();
                })
                && step("the account is suspended at the next check, its credits are forfeited", () -> {
                    var denied = api.post("/v1/check", artistKey, Map.of("prompt", "a quiet harbour"));
                    expect(denied.status() == 403, "the check answered " + denied.summary());
                    expect(
                            account().string("credits").equals("0"),
                            "credits: " + account().text());
                    return "check: HTTP 403, credits: 0";
                })
                && step("the user gets a statement of reasons with a way to appeal", () -> {
                    var letter = Waiting.until(
                            "the letter",
                            SOON,
                            () -> backstage.letters(artistMail).stream()
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
        return ok(api.get("/admin/approvals", tokenOf.apply("lead"))).items("items").stream()
                .filter(approval -> enforcementId.equals(approval.get("enforcement_id")))
                .map(approval -> String.valueOf(approval.get("id")))
                .findFirst();
    }

    private boolean appeal() {
        return step("the user appeals by the link in the letter", () -> {
                    var forged = Map.of(
                            "enforcement_id", enforcementId, "token", forged(appealToken), "statement", "It is me.");
                    expect(api.post("/v1/appeals", null, forged).status() == 403, "a forged link was taken");
                    var appeal = Map.of(
                            "enforcement_id", enforcementId,
                            "token", appealToken,
                            "statement", "There is no person in this picture: hills and balloons only.");
                    var opened = api.post("/v1/appeals", null, appeal);
                    expect(opened.status() == 202, opened.summary());
                    appealId = opened.string("id");
                    return "a forged link gets 403, the real one 202";
                })
                && step("nobody who decided first may decide the appeal", () -> {
                    Waiting.until(
                            "the appeal on the list",
                            SOON,
                            () -> ok(api.get("/admin/appeals", tokenOf.apply("admin"))).items("items").stream()
                                    .filter(listed -> appealId.equals(listed.get("id")))
                                    .findFirst());
                    var overturn = Map.of("overturn", true, "reason", "No person is shown.");
                    var first = api.post("/admin/appeals/" + appealId, tokenOf.apply("lead"), overturn);
                    expect(first.status() == 403, "who approved could decide the appeal: " + first.summary());
                    ok(api.post("/admin/appeals/" + appealId, tokenOf.apply("admin"), overturn));
                    return "the approver gets 403, an admin overturns";
                })
                && step("everything is back: image, account, credits", () -> {
                    untilEnforcement("overturned");
                    untilReadable();
                    expect(Arrays.equals(api.get("/images/" + pictureKey, null).bytes(), picture), "other bytes");
                    expect(verdict(pictureId).equals("allowed"), "its verdict is " + verdict(pictureId));
                    var again = api.post("/v1/check", artistKey, Map.of("prompt", "a quiet harbour"));
                    expect(again.status() == 200, "the check answered " + again.summary());
                    expect(
                            account().string("credits").equals(String.valueOf(CREDITS)),
                            account().text());
                    expect(account().items("strikes").isEmpty(), "a strike is left");
                    return "same bytes, check: HTTP 200, credits: " + CREDITS + ", no strike";
                })
                && step("the user hears of it", () -> {
                    var letters = Waiting.until(
                            "the second letter",
                            SOON,
                            () -> Optional.of(backstage.letters(artistMail)).filter(sent -> sent.size() >= 2));
                    return "\u201c" + letters.getLast().subject() + "\u201d";
                });
    }

    private boolean audit() {
        return step("the audit log is an unbroken chain that names every act", () -> {
            var records = new AuditTrail(api, tokenOf.apply("admin")).verified();
            var acts = records.stream()
                    .map(AuditRecord::entry)
                    .filter(entry -> entry.subject().equals(caseId)
                            || entry.subject().equals(enforcementId)
                            || entry.details().containsValue(enforcementId))
                    .count();
            expect(acts > 0, "no act on the case is in the log");
            return records.size() + " records verified, " + acts + " on this case";
        });
    }

    private Answer check(String key, String prompt) {
        var answer = api.post("/v1/check", key, Map.of("prompt", prompt));
        expect(answer.status() == 200, answer.summary());
        return answer;
    }

    private void untilReadable() {
        Waiting.until(
                "the picture",
                SOON,
                () -> Optional.of(api.get("/images/" + pictureKey, null).status())
                        .filter(status -> status == 200));
    }

    private void untilEnforcement(String status) {
        Waiting.until(
                "the enforcement as " + status,
                SOON,
                () -> Optional.of(ok(api.get("/admin/enforcements/" + enforcementId, tokenOf.apply("lead")))
                                .string("status"))
                        .filter(now -> now.equals(status)));
    }

    private Optional<String> verdictOf(String imageId) {
        var answer = api.get("/v1/images/" + imageId, platformKey);
        return answer.status() == 200 ? Optional.of(answer.string("state")) : Optional.empty();
    }

    private String verdict(String imageId) {
        return verdictOf(imageId).orElse("unknown");
    }

    private Object caseVersion() {
        return ok(api.get("/admin/cases/" + caseId, tokenOf.apply("reviewer")))
                .field("case.version")
                .orElseThrow(() -> new StoryException("the case has no version"));
    }

    private Answer account() {
        return ok(api.get("/v1/accounts/" + artist, platformKey));
    }

    private void put(String path, Object body) {
        ok(api.put(path, platformKey, body));
    }

    private String newKey(String account) {
        var answer = api.post(
                "/v1/keys", platformKey, Map.of("account", account, "name", "demo", "scopes", List.of("check")));
        expect(answer.status() == 201, answer.summary());
        return answer.string("secret");
    }

    private String key(String imageId, String extension) {
        return "incoming/" + artist + "/" + imageId + "." + extension;
    }

    private byte[] reportByMail() {
        return String.join(
                        "\r\n",
                        "From: A. Reporter <" + reporterMail + ">",
                        "To: abuse@example.com",
                        "Subject: A picture of my neighbour",
                        "Message-ID: <" + name + "@example.com>",
                        "Date: Wed, 25 Nov 2026 12:00:00 +0000",
                        "MIME-Version: 1.0",
                        "Content-Type: text/plain; charset=utf-8",
                        "",
                        "Hello,",
                        "this picture is fabricated and shows a real person:",
                        "<https://gpt-image2.design/images/" + pictureKey + ">",
                        "")
                .getBytes(StandardCharsets.UTF_8);
    }

    private static Map<String, Object> yes() {
        return Map.of("approve", true, "reason", "The evidence supports it.");
    }

    private static String forged(String token) {
        return (token.startsWith("A") ? "B" : "A") + token.substring(1);
    }

    private static Answer ok(Answer answer) {
        expect(answer.status() >= 200 && answer.status() < 300, answer.summary());
        return answer;
    }

    private interface Act {
        String happens();
    }

    private boolean step(String title, Act act) {
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

    private static void expect(boolean condition, String otherwise) {
        if (!condition) {
            throw new StoryException(otherwise);
        }
    }
}
