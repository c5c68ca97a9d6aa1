package imprimatur.imaging.provenance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.HexFormat;
import java.util.zip.Deflater;

/** Bytes of files with metadata, and of what is in them. Their pixels do not matter. */
final class Files {
    private static final String FOUR_LETTERS = "00110010800000aa00389b71";

    private Files() {}

    static byte[] join(byte[]... parts) {
        var out = new ByteArrayOutputStream();
        for (var part : parts) {
            out.writeBytes(part);
        }
        return out.toByteArray();
    }

    static byte[] text(String text) {
        return text.getBytes(ISO_8859_1);
    }

    static byte[] number(int value) {
        return ByteBuffer.allocate(4).putInt(value).array();
    }

    static byte[] png(byte[]... chunks) {
        return join(text("\u0089PNG\r\n\u001a\n"), chunk("IHDR", new byte[13]), join(chunks), chunk("IEND"));
    }

    static byte[] chunk(String name, byte[]... data) {
        var body = join(data);
        return join(number(body.length), text(name), body, new byte[4]);
    }

    static byte[] deflated(byte[] data) {
        var deflater = new Deflater();
        deflater.setInput(data);
        deflater.finish();
        var out = new ByteArrayOutputStream();
        var part = new byte[1 << 16];
        while (!deflater.finished()) {
            out.write(part, 0, deflater.deflate(part));
        }
        deflater.end();
        return out.toByteArray();
    }

    static byte[] jpeg(byte[]... segments) {
        return join(
                HexFormat.of().parseHex("ffd8"), join(segments), HexFormat.of().parseHex("ffda0002ffd9"));
    }

    static byte[] segment(int marker, byte[]... data) {
        var body = join(data);
        return join(
                new byte[] {(byte) 0xff, (byte) marker},
                ByteBuffer.allocate(2).putShort((short) (body.length + 2)).array(),
                body);
    }

    static byte[] webp(byte[]... chunks) {
        var body = join(chunks);
        return join(text("RIFF"), little(body.length + 4), text("WEBP"), body);
    }

    static byte[] riff(String name, byte[] data) {
        return join(text(name), little(data.length), data, new byte[data.length & 1]);
    }

    private static byte[] little(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    static byte[] box(String name, byte[]... data) {
        var body = join(data);
        return join(number(body.length + 8), text(name), body);
    }

    /** A superbox of a type that C2PA names by four letters. */
    static byte[] superbox(String letters, String label, byte[]... boxes) {
        var type = HexFormat.of().parseHex(HexFormat.of().formatHex(text(letters)) + FOUR_LETTERS);
        return box("jumb", box("jumd", type, new byte[] {3}, label.getBytes(UTF_8), new byte[1]), join(boxes));
    }

    /** CBOR of short maps, arrays and texts. */
    static byte[] map(byte[]... keysAndValues) {
        return join(new byte[] {(byte) (0xa0 + keysAndValues.length / 2)}, join(keysAndValues));
    }

    static byte[] array(byte[]... items) {
        return join(new byte[] {(byte) (0x80 + items.length)}, join(items));
    }

    static byte[] string(String text) {
        var bytes = text.getBytes(UTF_8);
        return join(new byte[] {0x78, (byte) bytes.length}, bytes);
    }

    static byte[] xmp(String inside) {
        return ("<?xpacket begin='' id='W5M0MpCehiHzreSzNTczkc9d'?><x:xmpmeta xmlns:x='adobe:ns:meta/'>"
                        + "<rdf:RDF xmlns:rdf='http://www.w3.org/1999/02/22-rdf-syntax-ns#'"
                        + " xmlns:ext='http://iptc.org/std/Iptc4xmpExt/2008-02-29/'>" + inside
                        + "</rdf:RDF></x:xmpmeta><?xpacket end='w'?>")
                .getBytes(UTF_8);
    }
}
