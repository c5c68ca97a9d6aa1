package imprimatur.imaging.provenance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import imprimatur.base.Limits;
import imprimatur.imaging.format.Chunk;
import imprimatur.imaging.format.JpegSegments;
import imprimatur.imaging.format.PngChunks;
import imprimatur.imaging.format.WebpChunks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a file carries beside its pixels, as far as its origin may be read from it. No more than
 * {@link Limits#METADATA_BYTES} of it are looked at.
 *
 * @param texts text entries of a PNG by their keyword; the first counts where one comes twice
 * @param xmp XMP packets
 * @param jumbf boxes in which C2PA manifests come
 */
record Metadata(Map<String, String> texts, List<byte[]> xmp, List<byte[]> jumbf) {
    private static final String XMP_SEGMENT = "http://ns.adobe.com/xap/1.0/\0";
    private static final String XMP_KEYWORD = "XML:com.adobe.xmp";

    static Metadata of(byte[] bytes) {
        var reader = new Reader(bytes);
        if (PngChunks.isPng(bytes)) {
            PngChunks.of(bytes).chunks().forEach(reader::png);
        } else if (JpegSegments.isJpeg(bytes)) {
            JpegSegments.of(bytes).forEach(reader::jpeg);
        } else if (WebpChunks.isWebp(bytes)) {
            WebpChunks.of(bytes).forEach(reader::webp);
        }
        return reader.result();
    }

    private static final class Reader {
        private final byte[] bytes;
        private final Map<String, String> texts = new LinkedHashMap<>();
        private final List<byte[]> xmp = new ArrayList<>();
        private final List<byte[]> jumbf = new ArrayList<>();
        private final App11 app11 = new App11();
        private int left = Limits.METADATA_BYTES;

        private Reader(byte[] bytes) {
            this.bytes = bytes;
        }

        private void png(Chunk chunk) {
            switch (chunk.name()) {
                case "tEXt", "zTXt", "iTXt" ->
                    data(chunk).flatMap(data -> PngText.of(chunk.name(), data)).ifPresent(this::text);
                case "caBX" -> data(chunk).ifPresent(jumbf::add);
                default -> {}
            }
        }

        private void text(PngText text) {
            left -= text.text().length;
            if (left < 0) {
                return;
            }
            if (text.keyword().equals(XMP_KEYWORD)) {
                xmp.add(text.text());
            } else {
                texts.putIfAbsent(text.keyword(), new String(text.text(), text.charset()));
            }
        }

        private void jpeg(Chunk segment) {
            if (segment.name().equals("e1") && startsWith(segment, XMP_SEGMENT)) {
                data(segment)
                        .map(data -> Arrays.copyOfRange(data, XMP_SEGMENT.length(), data.length))
                        .ifPresent(xmp::add);
            } else if (segment.name().equals("eb")) {
                data(segment).ifPresent(app11::take);
            }
        }

        private void webp(Chunk chunk) {
            switch (chunk.name()) {
                case "XMP " -> data(chunk).ifPresent(xmp::add);
                case "C2PA" -> data(chunk).ifPresent(jumbf::add);
                default -> {}
            }
        }

        private boolean startsWith(Chunk chunk, String start) {
            return chunk.length() >= start.length()
                    && new String(bytes, chunk.start(), start.length(), ISO_8859_1).equals(start);
        }

        private Optional<byte[]> data(Chunk chunk) {
            left -= chunk.length();
            return left < 0 ? Optional.empty() : Optional.of(Arrays.copyOfRange(bytes, chunk.start(), chunk.end()));
        }

        private Metadata result() {
            jumbf.addAll(app11.boxes());
            return new Metadata(texts, xmp, jumbf);
        }
    }
}
