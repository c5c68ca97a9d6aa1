package imprimatur.screening;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.HashMap;
import java.util.Map;

/**
 * Unicode's many forms of a letter brought to one: width, font and enclosed variants, accents and piled-up marks, small
 * capitals, turned letters, Korean letters written apart, traditional Chinese. Invisible characters go; text that is
 * smuggled in them is kept apart. Case is kept.
 */
final class Glyphs {
    /** Latin letters that Unicode does not decompose, each followed by the ASCII letter that it is or resembles. */
    private static final String LATIN = "ıiøoØOłlŁLđdĐDħhĦHŧtŦTƒfɑaɡgɩiʋvƙkɓbɗdəeɛeɔoɯmʌvɐaɹrʇtʎyƨsƽsʐzŋnƏEƎEƝNƑF"
            + "ɥhʍwɟfɾrʞkᴉiǝeƃgɓbɖdɕcɦhɨiɪiɫlɬlɭlɱmɲnɳnɵoɶoɸpɻrɼrɽrʀrʁrʂsʃsʈtʉuʊuʏyʑzʒzƀbƁBƂbƃgƄbƈcƇCƊDƌdƍgƓGɠgƕh"
            + "ƖIƗIƘKƚlƟOƤPƥpƦRƩEƫtƬTƭtƮTƱUƲVƳYƴyƵZƶzƷZǤGǥgȡdȤZȥzȴnȵnȶtȷjȺAȻCȼcȽLȾTȿsɀzɃBɄUɅVɆEɇeɈJɉjɊQɋqɌRɍrɎYɏy"
            + "ɴnɢgʙbʛgʜhʟlʠqᴀaᴁaᴃbᴄcᴅdᴆdᴇeᴊjᴋkᴌlᴍmᴎnᴏoᴑoᴒoᴓoᴘpᴙrᴚrᴛtᴜuᴠvᴡwᴢzᵫuᵹgᵽpᶃgᶍxⱠLⱡlⱢLⱣPⱤRⱥaⱦtⱧHⱨhⱩKⱪkⱫZⱬzⱭA"
            + "ⱱvⱲWⱳwⱵHⱶhꜰfꜱsꞀlꞁlꟻFꟼPꟾIꟿMꬰaꬱaꬲeꬳeꬴeꬵfꬶgꬷlꬸlꬹlꬺmꬻnꬼnꬽoꬾoꭇrꭈrꭉrꭎuꭏuꭐuꭑuꭒuꭓxꭔxꭕxꭖxꭗxꭘxꭙxꭚyꝁkꝀKꝂKꝃkꝅkꝆl"
            + "ꝇlꝈLꝉlꝊOꝋoꝐPꝑpꝓpꝔpꝕpꝖQꝗqꝘQꝙqꝛrꝞVꝟvꞐNꞑnꞓcꞔcꞖBꞗbꞘFꞙfꞠGꞡgꞢKꞣkꞤNꞥnꞦRꞧrꞨSꞩsꞪHꞫEꞬGꞭLꞮIꞰKꞱTꞲJꞳX";

    private static final Map<Integer, String> SPELLED = spelled();
    private static final char[] SIMPLIFIED = simplified();
    private static final int SMUGGLED_BYTES = 4;
    private static final int BLACK_FLAG = 0x1F3F4;
    private static final int SHORT_I_BREVE = 0x0306;

    private final Traced text;
    private final Traced.Builder out;
    private final Traced.Builder hidden;
    private int at;

    private Glyphs(Traced text) {
        this.text = text;
        this.out = new Traced.Builder(text.length());
        this.hidden = new Traced.Builder(0);
    }

    /**
     * What a reader sees, and what is there unseen.
     *
     * @param hidden decoded from tags and variation selectors; mostly empty
     */
    record Seen(Traced visible, Traced hidden) {}

    static Seen see(Traced text) {
        if (text.isAscii()) {
            return new Seen(text, new Traced.Builder(0).build());
        }
        var glyphs = new Glyphs(text);
        while (glyphs.at < text.length()) {
            glyphs.step();
        }
        return new Seen(glyphs.out.build(), glyphs.hidden.build());
    }

    private static Map<Integer, String> spelled() {
        var table = new HashMap<Integer, String>();
        for (var i = 0; i < LATIN.length(); i += 2) {
            table.put((int) LATIN.charAt(i), LATIN.substring(i + 1, i + 2));
        }
        table.putAll(Map.of(
                (int) 'ß', "ss", (int) 'ẞ', "SS", (int) 'æ', "ae", (int) 'Æ', "AE", (int) 'œ', "oe", (int) 'Œ', "OE"));
        table.putAll(Map.of((int) 'þ', "th", (int) 'Þ', "Th", (int) 'ð', "d", (int) 'Ð', "D"));
        table.putAll(Map.of(0x2122, " ", (int) '®', " ", (int) '©', " ", 0x2120, " ", 0x2800, " "));
        table.putAll(Map.of((int) 'ϲ', "c", (int) 'Ϲ', "C"));
        table.putAll(Map.of((int) 'й', "й", (int) 'Й', "Й", (int) 'ё', "е", (int) 'Ё', "Е"));
        table.putAll(Map.of((int) 'آ', "ا", (int) 'أ', "ا", (int) 'إ', "ا", (int) 'ٱ', "ا"));
        return table;
    }

    private static char[] simplified() {
        var table = new char[0x9FFF - 0x3400 + 1];
        for (var line : Tables.lines("simplified.txt")) {
            for (var i = 0; i + 1 < line.length(); i += 3) {
                table[line.charAt(i) - 0x3400] = line.charAt(i + 1);
            }
        }
        return table;
    }

    /** Whether a character is no traditional one. */
    static boolean isSimple(char letter) {
        return simplify(letter) == letter;
    }

    private static char simplify(char letter) {
        if (letter < 0x3400 || letter > 0x9FFF) {
            return letter;
        }
        var simple = SIMPLIFIED[letter - 0x3400];
        return simple == 0 ? letter : simple;
    }

    private void step() {
        var letter = text.at(at);
        if (letter < 128 || isPlain(letter)) {
            out.add(text, at++);
            return;
        }
        if (letter >= 0x3400 && letter <= 0x9FFF) {
            out.add(simplify(letter), text, at++);
            return;
        }
        var codePoint = text.codePointAt(at);
        var end = at + Character.charCount(codePoint);
        if (isSelector(codePoint)) {
            end = skipSelectors();
        } else if (codePoint >= 0xE0000 && codePoint <= 0xE007F) {
            end = tags();
        } else if (isConjoiningJamo(codePoint)) {
            end = syllables();
        } else if (Scripts.isOrnament(codePoint) || codePoint == 0x3099 || codePoint == 0x309A) {
            mark(codePoint);
        } else if (!isInvisible(codePoint)) {
            out.add(spelling(codePoint), text.start(at, end), text.end(at, end));
        }
        at = end;
    }

    /** Common letters of which there is one form only. */
    private static boolean isPlain(char letter) {
        return (letter >= 'А' && letter <= 'я' && letter != 'й' && letter != 'Й')
                || (letter >= 0x3041 && letter <= 0x3096)
                || (letter >= 0x30A1 && letter <= 0x30FA)
                || (letter >= 0xAC00 && letter <= 0xD7A3);
    }

    private static boolean isInvisible(int codePoint) {
        var type = Character.getType(codePoint);
        return type == Character.FORMAT
                || type == Character.SURROGATE
                || type == Character.UNASSIGNED
                || type == Character.PRIVATE_USE
                || codePoint == 0x034F
                || codePoint == 0x115F
                || codePoint == 0x1160
                || codePoint == 0x17B4
                || codePoint == 0x17B5
                || codePoint == 0x3164
                || codePoint == 0xFFA0;
    }

    /** A mark belongs to the letter before only where that makes another letter: й, and the voiced kana. */
    private void mark(int mark) {
        var before = out.last();
        if (mark == SHORT_I_BREVE ? before == 'и' || before == 'И' : mark == 0x3099 || mark == 0x309A) {
            var both = Normalizer.normalize(before + Character.toString(mark), Normalizer.Form.NFC);
            if (both.length() == 1 && out.length() > 0) {
                var end = text.end(at);
                var start = out.build().start(out.length() - 1);
                out.dropLast().add(both.charAt(0), start, end);
            }
        }
    }

    private static boolean isConjoiningJamo(int codePoint) {
        return codePoint >= 0x1100 && codePoint <= 0x11FF && codePoint != 0x115F && codePoint != 0x1160;
    }

    private int syllables() {
        var end = at;
        while (end < text.length() && isConjoiningJamo(text.at(end))) {
            end++;
        }
        var letters = new String(text.chars(), at, end - at);
        out.add(Normalizer.normalize(letters, Normalizer.Form.NFC), text.start(at, end), text.end(at, end));
        return end;
    }

    private static boolean isSelector(int codePoint) {
        return (codePoint >= 0xFE00 && codePoint <= 0xFE0F) || (codePoint >= 0xE0100 && codePoint <= 0xE01EF);
    }

    /** Variation selectors choose a glyph; several in a row carry bytes instead. */
    private int skipSelectors() {
        var bytes = ByteBuffer.allocate(text.length() - at);
        var end = at;
        while (end < text.length() && isSelector(text.codePointAt(end))) {
            var selector = text.codePointAt(end);
            bytes.put((byte) (selector < 0xE0100 ? selector - 0xFE00 : selector - 0xE0100 + 16));
            end += Character.charCount(selector);
        }
        if (bytes.position() >= SMUGGLED_BYTES) {
            try {
                var letters = StandardCharsets.UTF_8.newDecoder().decode(bytes.flip());
                hidden.add(letters, text.start(at, end), text.end(at, end)).gap();
            } catch (CharacterCodingException e) {
                return end;
            }
        }
        return end;
    }

    /** Tags repeat ASCII unseen; after a black flag they name a region and are meant well. */
    private int tags() {
        var flag = at >= 2 && Character.codePointBefore(text.chars(), at) == BLACK_FLAG;
        var end = at;
        while (end < text.length() && (text.codePointAt(end) & ~0x7F) == 0xE0000) {
            var letter = (char) (text.codePointAt(end) & 0x7F);
            if (!flag && letter >= ' ') {
                hidden.add(letter, text.start(end), text.end(end + 1));
            }
            end += 2;
        }
        hidden.gap();
        return end;
    }

    /** The compatibility form without accents. */
    private static String spelling(int codePoint) {
        var letter = letterOfSymbol(codePoint);
        var known = SPELLED.get(letter);
        if (known != null) {
            return known;
        }
        var decomposed = Normalizer.normalize(Character.toString(letter), Normalizer.Form.NFKD);
        var plain = new StringBuilder(decomposed.length());
        decomposed.codePoints().filter(part -> !Scripts.isOrnament(part)).forEach(part -> {
            var spelled = SPELLED.get(part);
            if (spelled != null) {
                plain.append(spelled);
            } else {
                plain.appendCodePoint(part);
            }
        });
        var composed = Normalizer.normalize(plain, Normalizer.Form.NFC);
        if (composed.length() == 1) {
            return String.valueOf(simplify(composed.charAt(0)));
        }
        return composed;
    }

    /** Regional indicators, and letters in filled circles and squares, which Unicode does not decompose. */
    private static int letterOfSymbol(int codePoint) {
        if (codePoint >= 0x1F1E6 && codePoint <= 0x1F1FF) {
            return 'a' + codePoint - 0x1F1E6;
        }
        if (codePoint >= 0x1F150 && codePoint <= 0x1F169) {
            return 'a' + codePoint - 0x1F150;
        }
        return codePoint >= 0x1F170 && codePoint <= 0x1F189 ? 'a' + codePoint - 0x1F170 : codePoint;
    }
}
