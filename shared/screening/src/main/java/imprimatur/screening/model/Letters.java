package imprimatur.screening.model;

/** Which script a character belongs to, as far as the models care. */
final class Letters {
    private Letters() {}

    static boolean isHan(int character) {
        return (character >= 0x3400 && character <= 0x9FFF) || (character >= 0xF900 && character <= 0xFAFF);
    }

    private static boolean isKana(int character) {
        return character >= 0x3040 && character <= 0x30FF;
    }

    private static boolean isHangul(int character) {
        return (character >= 0xAC00 && character <= 0xD7AF) || (character >= 0x1100 && character <= 0x11FF);
    }

    private static boolean isThai(int character) {
        return character >= 0x0E00 && character <= 0x0E7F;
    }

    /** Written without spaces between words, or, in Korean, with the spaces taken out by the canonicaliser. */
    static boolean isUnspaced(int character) {
        return character >= 0x0E00
                && (isHan(character) || isKana(character) || isHangul(character) || isThai(character));
    }

    /**
     * How many letters of a text each encoder can read.
     *
     * @param latin letters and digits of the Latin script
     * @param han Chinese characters, none where kana or hangul say that the text is not Chinese
     */
    record Count(int latin, int han) {
        private static final int ENOUGH_LATIN = 6;
        private static final int ENOUGH_HAN = 2;

        static Count of(String text) {
            var latin = 0;
            var han = 0;
            var foreign = 0;
            for (var i = 0; i < text.length(); i++) {
                var character = text.charAt(i);
                if (character < 0x0250) {
                    latin += character == ' ' ? 0 : 1;
                } else if (isHan(character)) {
                    han++;
                } else if (isKana(character) || isHangul(character)) {
                    foreign++;
                }
            }
            return new Count(latin, foreign * 4 > han ? 0 : han);
        }

        boolean english() {
            return latin >= ENOUGH_LATIN;
        }

        boolean chinese() {
            return han >= ENOUGH_HAN;
        }
    }
}
