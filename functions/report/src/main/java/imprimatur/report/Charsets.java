package imprimatur.report;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Bytes of a mail to text, whatever its sender's program says of their charset. */
final class Charsets {
    private static final Charset GB18030 = Charset.forName("GB18030");
    private static final Charset BIG5 = Charset.forName("Big5-HKSCS");

    /** Frequent characters of Chinese, simplified and traditional: bytes read by a wrong charset give rare ones. */
    private static final String COMMON = "的一是不了在人有我他这這个個们們中来來上大为為和国國地到以说說时時要就出会會可也你对對生能而子那得于於着著下自之年过過"
            + "发發后後作里裡用道行所然家种種事成方多经經么麼去法学學如都同现現当當没沒动動面起看定天分还還进進好小部其些主样樣理心她本前开開但因只从從想实實"
            + "图圖片张張违違规規举舉报報内內容请請删刪除链鏈接结結账帳号號码碼谢謝您网網址";

    private Charsets() {}

    /**
     * Decodes by the charset named, where its name tells something and fits all bytes; else by the likeliest of UTF-8,
     * GB18030 and Big5 that fits; else as well as it goes.
     */
    static String decode(byte[] bytes, @Nullable String named) {
        var charset = charset(named);
        if (charset == null || StandardCharsets.ISO_8859_1.equals(charset) || "windows-1252".equals(charset.name())) {
            return guess(bytes).orElseGet(() -> lenient(bytes, charset));
        }
        if (!StandardCharsets.UTF_8.equals(charset) && multibyte(bytes)) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
        return strict(bytes, charset).or(() -> guess(bytes)).orElseGet(() -> lenient(bytes, charset));
    }

    private static String lenient(byte[] bytes, @Nullable Charset charset) {
        return new String(bytes, charset == null ? StandardCharsets.ISO_8859_1 : charset);
    }

    private static Optional<String> guess(byte[] bytes) {
        return strict(bytes, StandardCharsets.UTF_8)
                .or(() -> Stream.of(GB18030, BIG5)
                        .flatMap(charset -> strict(bytes, charset).stream())
                        .filter(Charsets::mostlyHan)
                        .max(Comparator.comparingLong(Charsets::common)));
    }

    /** Whether this is UTF-8 that no other charset gives by chance: two or more characters beyond ASCII. */
    private static boolean multibyte(byte[] bytes) {
        return strict(bytes, StandardCharsets.UTF_8)
                .map(text -> text.chars().filter(c -> c > 0x7f).limit(2).count() == 2)
                .orElse(false);
    }

    /** European text, read as Chinese, gives single characters between letters and few frequent ones. */
    private static boolean mostlyHan(String text) {
        var beyond = text.codePoints().filter(c -> c > 0x7f).count();
        var han = text.codePoints()
                .filter(c ->
                        Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN || (c >= 0x3000 && c <= 0x303f))
                .count();
        return han * 2 > beyond && (common(text) > 0 || han > 3);
    }

    private static long common(String text) {
        return text.chars().filter(c -> COMMON.indexOf(c) >= 0).count();
    }

    private static Optional<String> strict(byte[] bytes, Charset charset) {
        try {
            return Optional.of(charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes))
                    .toString());
        } catch (CharacterCodingException e) {
            return Optional.empty();
        }
    }

    /** Null where the name tells nothing: a mail program's default, or a charset unknown here. */
    private static @Nullable Charset charset(@Nullable String named) {
        if (named == null) {
            return null;
        }
        var name = named.strip().toLowerCase(Locale.ROOT);
        return switch (name) {
            case "", "us-ascii", "ascii", "8bit", "unknown-8bit", "x-unknown", "default_charset", "default" -> null;
            // Senders write characters of the larger set under the names of the smaller ones.
            case "gb2312", "gbk", "gb_2312-80", "x-gbk", "cp936", "gb18030", "ms936", "chinesecn" -> GB18030;
            case "big5", "big-5", "x-big5", "cp950", "ms950", "big5-hkscs", "cn-big5" -> BIG5;
            default -> {
                try {
                    yield Charset.forName(name);
                } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
                    yield null;
                }
            }
        };
    }
}
