package imprimatur.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Limits;
import imprimatur.imaging.ImageRecord;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinkResolverTest {
    private final FakeImages images = new FakeImages().with("img01", "acme").with("sunset-7", "bob");
    private final LinkResolver resolver = new LinkResolver(
            ContentUrls.of("/incoming/{account}/{image}.* /v1/images/{image} https://*.images.example/share/{image}"),
            images);

    private Optional<String> inText(String text) {
        return resolver.resolve(List.of(), text).stream().map(ImageRecord::id).findFirst();
    }

    private Optional<String> inPlaces(String... places) {
        return resolver.resolve(List.of(places), "").stream()
                .map(ImageRecord::id)
                .findFirst();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://images.example/images/incoming/acme/img01.png",
                "see <https://images.example/images/incoming/acme/img01.png>.",
                "(https://images.example/images/incoming/acme/img01.webp)",
                "[here](https://images.example/images/incoming/acme/img01.jpeg)",
                "图片：https://images.example/images/incoming/acme/img01.png。谢谢",
                "http://images.example/images/incoming/acme/img01.png?utm_source=a&utm_medium=b#top",
                "https://images.example/images%2Fincoming%2Facme%2Fimg01.png",
                "https://images.example/images%252Fincoming%252Facme%252Fimg01.png",
                "https://safe.example/?url=https%3A%2F%2Fimages.example%2Fimages%2Fincoming%2Facme%2Fimg01.png&data=1",
                "https://images.example/v1/images/img01",
                "https://images.example/v1/images/img01?utm_campaign=x",
                "> https://images.example/images/incoming/acme/im\n> g01.png and more",
                "https://images.example/images/inco\r\nming/acme/img01.png",
                "first line https://other.example/page\nhttps://images.example/images/incoming/acme/img01.png",
                "the image img01 is bloody",
                "图片img01违规"
            })
    void theImageIsFoundHoweverItIsNamed(String text) {
        assertEquals(Optional.of("img01"), inText(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no link at all",
                "https://images.example/images/incoming/acme/img99.png",
                "https://images.example/images/incoming/mallory/img01.png",
                "https://images.example/images/incoming/acme/",
                "https://images.example/%zz/v1/images/",
                "myimg01 and img01x"
            })
    void whatNamesNoKnownImageFindsNone(String text) {
        assertEquals(Optional.empty(), inText(text));
    }

    @Test
    void anIdOrAKeyGivenAsSuchIsTaken() {
        assertEquals(Optional.of("sunset-7"), inPlaces("sunset-7"));
        assertEquals(Optional.of("sunset-7"), inPlaces("incoming/bob/sunset-7.png"));
        assertEquals(Optional.of("sunset-7"), inPlaces(" /images/incoming/bob/sunset-7.png "));
    }

    @Test
    void placesComeBeforeProseAndTheFirstKnownOneCounts() {
        var found = resolver.resolve(
                List.of("https://images.example/images/incoming/acme/img99.png", "sunset-7"), "img01 it is");
        assertEquals("sunset-7", found.getFirst().id());
    }

    @Test
    void aFloodOfLinksIsLookedUpToALimit() {
        var text = new StringBuilder();
        for (var i = 0; i < 10_000; i++) {
            text.append("https://images.example/v1/images/img").append(1000 + i).append(" \n");
        }
        assertEquals(Optional.empty(), inText(text.toString()));
        assertTrue(images.lookups.size() <= Limits.LINK_CANDIDATES);
    }

    @Test
    @Timeout(20)
    void hostileTextCostsNoTime() {
        for (var part : List.of("incoming/", "https://", "img", "https://a\n", "%25", "/v1/images/", "incoming/a")) {
            assertEquals(
                    Optional.empty(),
                    org.junit.jupiter.api.Assertions.assertTimeout(
                            Duration.ofSeconds(5), () -> inText("https://" + part.repeat(200_000 / part.length()))),
                    part);
        }
    }
}
