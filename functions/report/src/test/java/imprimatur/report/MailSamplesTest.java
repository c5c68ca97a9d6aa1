package imprimatur.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Json;
import imprimatur.cases.Attachment;
import imprimatur.cases.Notice;
import imprimatur.imaging.ImageRecord;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each mail under {@code mail/} that {@code mail/samples.json} lists, and what the notice of it must be. */
class MailSamplesTest {
    private static final String SHAPES =
            "/incoming/{account}/{image}.* /v1/images/{image} https://*.images.example/share/{image}";

    private final FakeImages images = new FakeImages().with("img01", "acme").with("img02", "acme");
    private final LinkResolver resolver = new LinkResolver(ContentUrls.of(SHAPES), images);

    /**
     * One sample.
     *
     * @param images the known images that it names
     * @param answered where the answer goes; null for none
     * @param contains what the explanation must hold
     * @param attachments what is attached, where size and digest are given
     * @param names the names of all attachments
     */
    record Sample(
            String file,
            List<String> images,
            @Nullable String answered,
            List<String> contains,
            List<String> missing,
            List<Attachment> attachments,
            List<String> names,
            @Nullable String locale,
            @Nullable String name) {
        @Override
        public String toString() {
            return file;
        }
    }

    record Samples(List<Sample> samples) {}

    static Stream<Sample> samples() {
        var listed = new String(imprimatur.report.Samples.mail("samples.json"), StandardCharsets.UTF_8);
        return Json.read("{\"samples\":" + listed + "}", Samples.class).samples().stream();
    }

    @ParameterizedTest
    @MethodSource("samples")
    void everySampleBecomesItsNotice(Sample sample) {
        var reader = new MailNotices(
                key -> imprimatur.report.Samples.mail(sample.file()), new MailParser("abuse@images.example"), resolver);

        var notice = reader.read("inbound/x", World.NOW);

        assertEquals(Notice.Channel.MAIL, notice.channel());
        assertEquals(sample.answered(), notice.reporterEmail());
        assertEquals(
                sample.images(),
                resolver.resolve(notice.urls(), notice.explanation()).stream()
                        .map(ImageRecord::id)
                        .toList());
        for (var part : sample.contains()) {
            assertTrue(notice.explanation().contains(part), notice.explanation());
        }
        for (var part : sample.missing()) {
            assertFalse(notice.explanation().contains(part), notice.explanation());
        }
        assertEquals(
                sample.names(),
                notice.attachments().stream().map(Attachment::name).toList());
        if (!sample.attachments().isEmpty()) {
            assertEquals(sample.attachments(), notice.attachments());
        }
        if (sample.locale() != null) {
            assertEquals(sample.locale(), notice.locale());
        }
        if (sample.name() != null) {
            assertEquals(sample.name(), notice.reporterName());
        }
        assertEquals(notice, Json.read(Json.write(notice), Notice.class));
    }
}
