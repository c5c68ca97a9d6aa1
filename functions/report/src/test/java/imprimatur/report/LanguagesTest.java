package imprimatur.report;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class LanguagesTest {
    @Test
    void theNamedLanguageCountsBeforeTheScript() {
        assertEquals("de-AT", Languages.of("de-AT, en", "你好"));
        assertEquals("zh", Languages.of("<script>", "这张图片违规"));
    }

    @Test
    void chineseIsToldByItsScript() {
        assertEquals("zh", Languages.of(null, "请看 https://images.example 这张图片含有血腥内容，请删除"));
        assertEquals("en", Languages.of(null, "この画像は違反です"));
        assertEquals("en", Languages.of(null, "The sign in the picture reads 危险, which is fine"));
        assertEquals("en", Languages.of(null, ""));
    }
}
