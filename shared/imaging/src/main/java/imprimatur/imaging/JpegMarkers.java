package imprimatur.imaging;

/**
 * What a JPEG's markers tell before its pixels are decoded (ITU-T T.81 annex B; EXIF 2.32 for the orientation).
 *
 * @param components colour components; 4 is CMYK or YCCK
 * @param ycck whether the Adobe marker says YCCK
 * @param orientation EXIF orientation, 1–8; 1 where none is given
 * @param scans start-of-scan markers
 * @param complete whether the end-of-image marker is there
 */
record JpegMarkers(int components, boolean ycck, int orientation, int scans, boolean complete) {
    private static final int SOF0 = 0xc0;
    private static final int SOF15 = 0xcf;
    private static final int DHT = 0xc4;
    private static final int JPG = 0xc8;
    private static final int RST0 = 0xd0;
    private static final int EOI = 0xd9;
    private static final int SOS = 0xda;
    private static final int DAC = 0xcc;
    private static final int APP1 = 0xe1;
    private static final int APP14 = 0xee;
    private static final int TEM = 0x01;
    private static final int ORIENTATION_TAG = 0x0112;

    static JpegMarkers of(byte[] bytes) {
        var components = 0;
        var ycck = false;
        var orientation = 1;
        var scans = 0;
        var at = 2;
        while (at + 1 < bytes.length) {
            if (u8(bytes, at) != 0xff) {
                at++;
                continue;
            }
            var marker = u8(bytes, at + 1);
            if (marker == EOI) {
                return new JpegMarkers(components, ycck, orientation, scans, true);
            }
            if (marker == 0xff) {
                at++;
            } else if (marker <= TEM || (marker >= RST0 && marker < EOI)) {
                at += 2;
            } else if (at + 3 >= bytes.length) {
                break;
            } else {
                var start = at + 4;
                var end = at + 2 + u16(bytes, at + 2, false);
                if (end < start || end > bytes.length) {
                    break;
                }
                if (marker == SOS) {
                    scans++;
                } else if (isFrame(marker) && end - start >= 6) {
                    components = u8(bytes, start + 5);
                } else if (marker == APP1 && orientation == 1) {
                    orientation = orientation(bytes, start, end);
                } else if (marker == APP14 && end - start >= 12 && ascii(bytes, start, "Adobe")) {
                    ycck = u8(bytes, start + 11) == 2;
                }
                at = end;
            }
        }
        return new JpegMarkers(components, ycck, orientation, scans, false);
    }

    private static boolean isFrame(int marker) {
        return marker >= SOF0 && marker <= SOF15 && marker != DHT && marker != JPG && marker != DAC;
    }

    private static int orientation(byte[] bytes, int start, int end) {
        if (end - start < 14 || !ascii(bytes, start, "Exif\0\0")) {
            return 1;
        }
        var tiff = start + 6;
        var little = ascii(bytes, tiff, "II");
        var directory = tiff + (long) u32(bytes, tiff + 4, little);
        if (directory < tiff || directory + 2 > end) {
            return 1;
        }
        var entries = u16(bytes, (int) directory, little);
        for (var i = 0; i < entries; i++) {
            var entry = directory + 2 + 12L * i;
            if (entry + 12 > end) {
                return 1;
            }
            if (u16(bytes, (int) entry, little) == ORIENTATION_TAG) {
                var value = u16(bytes, (int) entry + 8, little);
                return value >= 1 && value <= 8 ? value : 1;
            }
        }
        return 1;
    }

    private static boolean ascii(byte[] bytes, int at, String text) {
        for (var i = 0; i < text.length(); i++) {
            if (u8(bytes, at + i) != text.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private static int u8(byte[] bytes, int at) {
        return bytes[at] & 0xff;
    }

    private static int u16(byte[] bytes, int at, boolean little) {
        var first = u8(bytes, at);
        var second = u8(bytes, at + 1);
        return little ? (second << 8) | first : (first << 8) | second;
    }

    private static int u32(byte[] bytes, int at, boolean little) {
        var first = u16(bytes, at, little);
        var second = u16(bytes, at + 2, little);
        return little ? (second << 16) | first : (first << 16) | second;
    }
}
