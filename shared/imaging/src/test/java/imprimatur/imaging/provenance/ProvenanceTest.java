package imprimatur.imaging.provenance;

import static imprimatur.imaging.provenance.Files.array;
import static imprimatur.imaging.provenance.Files.box;
import static imprimatur.imaging.provenance.Files.chunk;
import static imprimatur.imaging.provenance.Files.deflated;
import static imprimatur.imaging.provenance.Files.join;
import static imprimatur.imaging.provenance.Files.jpeg;
import static imprimatur.imaging.provenance.Files.map;
import static imprimatur.imaging.provenance.Files.number;
import static imprimatur.imaging.provenance.Files.png;
import static imprimatur.imaging.provenance.Files.riff;
import static imprimatur.imaging.provenance.Files.segment;
import static imprimatur.imaging.provenance.Files.string;
import static imprimatur.imaging.provenance.Files.superbox;
import static imprimatur.imaging.provenance.Files.text;
import static imprimatur.imaging.provenance.Files.webp;
import static imprimatur.imaging.provenance.Files.xmp;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.Limits;
import imprimatur.policy.Signal;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProvenanceTest {
    private static final String AI = "http://cv.iptc.org/newscodes/digitalsourcetype/trainedAlgorithmicMedia";
    private static final String CAMERA = "http://cv.iptc.org/newscodes/digitalsourcetype/digitalCapture";

    private static byte[] store(String source) {
        var action = map(string("action"), string("c2pa.created"), string("digitalSourceType"), string(source));
        var actions = superbox("cbor", "c2pa.actions.v2", box("cbor", map(string("actions"), array(action))));
        var manifest = superbox(
                "c2ma",
                "urn:c2pa:0001",
                superbox("c2as", "c2pa.assertions", actions),
                superbox("c2cl", "c2pa.claim.v2", box("cbor", map())),
                superbox("c2cs", "c2pa.signature", box("cbor", array())));
        return superbox("c2pa", "c2pa", manifest);
    }

    /** A store in segments of so many bytes each. */
    private static byte[][] segments(byte[] store, int size) {
        var body = store.length - 8;
        var segments = new byte[(body + size - 1) / size][];
        for (var i = 0; i < segments.length; i++) {
            var part = Arrays.copyOfRange(store, 8 + i * size, Math.min(store.length, 8 + (i + 1) * size));
            segments[i] = segment(0xeb, text("JP"), new byte[] {0, 1}, number(i + 1), Arrays.copyOf(store, 8), part);
        }
        return segments;
    }

    private static void assertDeclared(byte[] file) {
        var provenance = Provenance.of(file);
        var c2pa = provenance.c2pa();

        assertNotNull(c2pa);
        assertEquals(List.of("urn:c2pa:0001"), c2pa.manifests());
        assertTrue(c2pa.signed());
        assertEquals(
                List.of(
                        new Signal("image.c2pa", 1, "1 manifest(s), not verified"),
                        new Signal("image.declared_ai", 1, "C2PA trainedAlgorithmicMedia")),
                provenance.signals());
    }

    @Test
    void aManifestStoreIsFoundInPngAndWebp() {
        assertDeclared(png(chunk("caBX", store(AI))));
        assertDeclared(webp(riff("VP8L", new byte[5]), riff("C2PA", store(AI))));
    }

    @ParameterizedTest
    @ValueSource(ints = {60_000, 100, 37, 1})
    void aManifestStoreIsPutTogetherFromJpegSegmentsInTheirOrder(int size) {
        var segments = segments(store(AI), size);
        assertDeclared(jpeg(segments));

        var reversed = Arrays.asList(segments.clone()).reversed().toArray(byte[][]::new);
        assertDeclared(jpeg(reversed));
    }

    @Test
    void aStoreOfWhichASegmentIsMissingIsNotTaken() {
        var segments = segments(store(AI), 100);

        assertNull(Provenance.of(jpeg(Arrays.copyOfRange(segments, 1, segments.length)))
                .c2pa());
        assertNull(Provenance.of(jpeg(segments[0], segments[2])).c2pa());
    }

    @Test
    void aManifestOfACameraIsNoDeclarationOfAi() {
        var provenance = Provenance.of(png(chunk("caBX", store(CAMERA))));

        assertEquals(
                List.of("image.c2pa"),
                provenance.signals().stream().map(Signal::name).toList());
    }

    @Test
    void theWordsAloneAreNoManifest() {
        var words = text("jumb jumd c2pa c2pa.claim c2pa.assertions " + AI);

        assertEquals(List.of(), Provenance.of(png(chunk("caBX", words))).signals());
        assertEquals(
                List.of(),
                Provenance.of(png(chunk("tEXt", text("Comment\0"), words))).signals());
        assertEquals(List.of(), Provenance.of(jpeg(segment(0xfe, words))).signals());
        assertEquals(
                List.of(),
                Provenance.of(png(chunk("caBX", superbox("c2pa", "c2pa")))).signals());
        assertEquals(
                List.of(),
                Provenance.of(png(chunk("caBX", superbox("abcd", "c2pa", store(AI)))))
                        .signals());
    }

    @Test
    void aManifestWithoutSignatureIsSaidToBeUnsigned() {
        var store = superbox("c2pa", "c2pa", superbox("c2ma", "urn:x", superbox("c2cl", "c2pa.claim")));
        var c2pa = Provenance.of(png(chunk("caBX", store))).c2pa();

        assertNotNull(c2pa);
        assertFalse(c2pa.signed());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<rdf:Description ext:DigitalSourceType='%s'/>",
                "<rdf:Description><ext:DigitalSourceType>%s</ext:DigitalSourceType></rdf:Description>",
                "<rdf:Description><ext:DigitalSourceType rdf:resource='%s'/></rdf:Description>"
            })
    void xmpTellsTheSourceInEveryFormThatItMayTake(String form) {
        var packet = xmp(form.formatted(AI));
        var files = List.of(
                png(chunk("iTXt", text("XML:com.adobe.xmp\0\0\0\0\0"), packet)),
                png(chunk("iTXt", text("XML:com.adobe.xmp\0\1\0\0\0"), deflated(packet))),
                jpeg(segment(0xe1, text("http://ns.adobe.com/xap/1.0/\0"), packet)),
                webp(riff("XMP ", packet)));
        for (var file : files) {
            assertEquals(AI, Provenance.of(file).sourceType());
            assertEquals(
                    List.of(new Signal("image.declared_ai", 1, "XMP trainedAlgorithmicMedia")),
                    Provenance.of(file).signals());
        }
    }

    @Test
    void aPhotographSaysSoAndGivesNoSignal() {
        var provenance = Provenance.of(webp(riff("XMP ", xmp("<a ext:DigitalSourceType='" + CAMERA + "'/>"))));

        assertEquals(CAMERA, provenance.sourceType());
        assertEquals(List.of(), provenance.signals());
    }

    @Test
    void thePropertyOfAnotherVocabularyIsNotTaken() {
        var packet = xmp("<a xmlns:other='urn:other' other:DigitalSourceType='" + AI + "'/>");

        assertNull(Provenance.of(webp(riff("XMP ", packet))).sourceType());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "parameters|a lighthouse Steps: 20, Sampler: Euler a, Seed: 1|Stable Diffusion web UI",
                "prompt|{\"3\": {\"class_type\": \"KSampler\"}}|ComfyUI",
                "workflow|{\"nodes\": []}|ComfyUI",
                "Software|NovelAI|NovelAI",
                "invokeai_metadata|{}|InvokeAI",
                "fooocus_scheme|fooocus|Fooocus",
                "Description|a lighthouse --v 6 Job ID: 1-2|Midjourney"
            })
    void theNotesOfGeneratorsAreKnownHoweverTheyAreWritten(String keyword, String note, String generator) {
        var plain = png(chunk("tEXt", text(keyword + "\0" + note)));
        var packed = png(chunk("zTXt", text(keyword + "\0\0"), deflated(text(note))));
        var international = png(chunk("iTXt", text(keyword + "\0\0\0en\0\0" + note)));
        for (var file : List.of(plain, packed, international)) {
            assertEquals(generator, Provenance.of(file).generator());
            assertEquals(
                    List.of(new Signal("image.declared_ai", 1, "notes of " + generator)),
                    Provenance.of(file).signals());
        }
    }

    @Test
    void otherNotesAreNoDeclaration() {
        for (var note : List.of("Software\0GIMP", "Description\0a lighthouse", "parameters\0none", "prompt\0hello")) {
            assertEquals(
                    List.of(), Provenance.of(png(chunk("tEXt", text(note)))).signals());
        }
    }

    @Test
    void textThatInflatesWithoutEndIsReadUpToTheLimit() {
        var bomb = deflated(new byte[20 * Limits.METADATA_BYTES]);
        var file = png(
                chunk("zTXt", text("parameters\0\0"), bomb),
                chunk("zTXt", text("Comment\0\0"), bomb),
                chunk("tEXt", text("Software\0NovelAI")));

        assertTrue(bomb.length < Limits.METADATA_BYTES);
        assertNull(Provenance.of(file).generator());
    }

    @Test
    void entitiesOfXmpAreNotExpanded() {
        var bomb = text("<!DOCTYPE a [<!ENTITY b \"" + AI + "\"><!ENTITY c SYSTEM \"file:///etc/hostname\">]>"
                + "<a xmlns:ext='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'>"
                + "<ext:DigitalSourceType>&b;&c;</ext:DigitalSourceType></a>");

        assertNull(Provenance.of(webp(riff("XMP ", bomb))).sourceType());
    }

    @Test
    void boxesWithinBoxesAreReadUpToADepth() {
        var box = store(AI);
        for (var i = 0; i < 5_000; i++) {
            box = superbox("c2pa", "c2pa", box);
        }

        assertNull(Provenance.of(png(chunk("caBX", box))).c2pa());
    }

    @Test
    void cborWithinCborIsReadUpToADepth() {
        var deep = new byte[100_000];
        Arrays.fill(deep, (byte) 0x81);
        var actions = superbox("cbor", "c2pa.actions", box("cbor", deep));
        var manifest = superbox("c2ma", "urn:x", superbox("c2as", "c2pa.assertions", actions));
        var c2pa = Provenance.of(png(chunk("caBX", superbox("c2pa", "c2pa", manifest))))
                .c2pa();

        assertNotNull(c2pa);
        assertEquals(List.of(), c2pa.sourceTypes());
    }

    @Test
    void noDamageMakesItThrow() {
        var packet = xmp("<a ext:DigitalSourceType='" + AI + "'/>");
        var files = List.of(
                png(
                        chunk("caBX", store(AI)),
                        chunk("iTXt", text("XML:com.adobe.xmp\0\0\0\0\0"), packet),
                        chunk("zTXt", text("parameters\0\0"), deflated(text("Steps: 1, Sampler: x")))),
                jpeg(join(segments(store(AI), 50)), segment(0xe1, text("http://ns.adobe.com/xap/1.0/\0"), packet)),
                webp(riff("C2PA", store(AI)), riff("XMP ", packet)));
        var random = new Random(11);
        for (var file : files) {
            assertFalse(Provenance.of(file).signals().isEmpty());
            for (var round = 0; round < 2_000; round++) {
                var damaged = Arrays.copyOf(file, round % 2 == 0 ? file.length : random.nextInt(file.length));
                for (var i = 0; i < 3 && damaged.length > 0; i++) {
                    damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
                }
                assertNotNull(Provenance.of(damaged).signals());
            }
        }
        assertEquals(List.of(), Provenance.of(new byte[0]).signals());
    }
}
