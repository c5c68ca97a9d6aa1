package imprimatur.cli.demo;

import static imprimatur.cli.demo.Scene.expect;

import imprimatur.cli.local.Waiting;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two reports of one picture, through two doors. */
final class Reports {
    private final Scene scene;
    private String caseId = "";

    Reports(Scene scene) {
        this.scene = scene;
    }

    /** The case that both joined. */
    String caseId() {
        return caseId;
    }

    boolean tell() {
        return scene.step("a report by form and one by mail become one case", () -> {
                    var report = Map.of(
                            "explanation",
                            "This picture shows my neighbour in a false light.",
                            "urls",
                            List.of("https://gpt-image2.design/images/" + scene.pictureKey()),
                            "section",
                            "2.4",
                            "name",
                            "A. Reporter",
                            "email",
                            scene.reporterMail(),
                            "good_faith",
                            true);
                    var accepted = scene.api().post("/v1/reports", null, report);
                    expect(accepted.status() == 202, accepted.summary());
                    scene.backstage().deliver(scene.name(), reportByMail());
                    caseId = Waiting.until("the case with both notices", Scene.SOON, this::caseWithBothNotices);
                    return "case with 2 notices, " + accepted.string("id") + " in it";
                })
                && scene.step("both reporters are answered with an id", () -> {
                    var letters = Waiting.until(
                            "two acknowledgements",
                            Scene.SOON,
                            () -> Optional.of(scene.backstage().letters(scene.reporterMail()))
                                    .filter(sent -> sent.size() >= 2));
                    expect(letters.stream().allMatch(letter -> letter.text().contains("ntc_")), "no id in a letter");
                    return letters.size() + " acknowledgements";
                });
    }

    private Optional<String> caseWithBothNotices() {
        var mine = scene.api()
                .get(
                        "/admin/accounts/" + scene.artist() + "/cases",
                        scene.tokenOf().apply("reviewer"));
        if (mine.status() != 200 || mine.items("items").isEmpty()) {
            return Optional.empty();
        }
        expect(mine.items("items").size() == 1, "more than one case: " + mine.text());
        var found = mine.items("items").getFirst();
        return found.get("notice_ids") instanceof List<?> notices && notices.size() == 2
                ? Optional.of(String.valueOf(found.get("id")))
                : Optional.empty();
    }

    private byte[] reportByMail() {
        return String.join(
                        "\r\n",
                        "From: A. Reporter <" + scene.reporterMail() + ">",
                        "To: abuse@example.com",
                        "Subject: A picture of my neighbour",
                        "Message-ID: <" + scene.name() + "@example.com>",
                        "Date: Wed, 25 Nov 2026 12:00:00 +0000",
                        "MIME-Version: 1.0",
                        "Content-Type: text/plain; charset=utf-8",
                        "",
                        "Hello,",
                        "this picture is fabricated and shows a real person:",
                        "<https://gpt-image2.design/images/" + scene.pictureKey() + ">",
                        "")
                .getBytes(StandardCharsets.UTF_8);
    }
}
