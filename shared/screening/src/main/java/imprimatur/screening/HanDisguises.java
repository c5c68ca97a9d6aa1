package imprimatur.screening;

import java.util.HashMap;
import java.util.Map;

/** Chinese characters written as their two halves, and digits that are said like a character. */
final class HanDisguises {
    private static final String HALVES = "女乃奶 女干奸 月凶胸 米青精 木仓枪 火乍炸 弓单弹 月星腥 歹匕死 尸吊屌 尸比屁 衤果裸 礻果裸 亻本体 氵㸒淫"
            + " 口勿吻 扌臿插 扌喿操 扌莫摸 讠秀诱 忄青情 月土肚 月工肛 骨豊体 氵夜液 氵显湿 月艮腿 月却脚"
            + " 女夭妖 女支妓 女票嫖 贝者赌 米分粉 扌丁打 疒丙病 石卒碎";

    private static final String NUMERALS = "零一二三四五六七八九";
    private static final Map<Integer, Character> WHOLE = whole();

    private HanDisguises() {}

    private static Map<Integer, Character> whole() {
        var table = new HashMap<Integer, Character>();
        for (var entry : HALVES.split(" ", -1)) {
            table.put(pair(entry.charAt(0), entry.charAt(1)), entry.charAt(2));
        }
        return table;
    }

    private static int pair(char left, char right) {
        return (left << 16) | right;
    }

    /** Adds to the edits of a reading what its characters can be taken for. */
    static void find(Traced reading, Edits edits) {
        for (var i = 0; i < reading.length(); i++) {
            var letter = reading.at(i);
            var next = reading.near(i + 1);
            if (letter < 128) {
                var alone = !Scripts.isWordChar(reading.near(i - 1)) || Scripts.isHan(reading.near(i - 1));
                if (Scripts.isAsciiDigit(letter) && alone && Scripts.isHan(next)) {
                    edits.replace(i, i + 1, NUMERALS.substring(letter - '0', letter - '0' + 1));
                }
            } else {
                var whole = WHOLE.get(pair(letter, next));
                if (whole != null) {
                    edits.replace(i, i + 2, String.valueOf(whole));
                    i++;
                }
            }
        }
    }
}
