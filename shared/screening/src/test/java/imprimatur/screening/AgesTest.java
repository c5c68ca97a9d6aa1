package imprimatur.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AgesTest {
    private static double score(String text) {
        return Ages.find(Canonicaliser.term(text)).score();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a 12 year old girl",
                "a twelve-year-old",
                "12yo",
                "12 y.o. boy",
                "13 yrs old",
                "aged 9",
                "at the age of fourteen",
                "a girl aged 15 years",
                "turning sixteen",
                "8 months old",
                "a 7th grader",
                "3rd grade class",
                "grade 8 student",
                "1 year old",
                "ages 10 to 12",
                "a １２ year old",
                "12 years young",
                "un niño de 12 años",
                "una chica de quince años de edad",
                "une fille de 14 ans",
                "une fillette de huit ans",
                "ein Mädchen, 13 Jahre alt",
                "eine Zwölfjährige",
                "12-jähriges Mädchen",
                "im Alter von 11",
                "menina de 10 anos",
                "garota de treze anos",
                "девочка 12 лет",
                "12-летняя девочка",
                "пятнадцатилетний подросток",
                "девочке три года",
                "فتاة عمرها 13 سنة",
                "طفل عمره خمس سنوات",
                "عمرها ثلاث عشرة سنة",
                "12歳の少女",
                "十二歳",
                "中学2年生",
                "12살 소녀",
                "열두 살",
                "열다섯살",
                "초등학교 3학년",
                "十二岁的女孩",
                "12岁",
                "１３歲",
                "小学三年级",
                "两岁",
                "年仅八周岁",
            })
    void agesUnderEighteenAreFoundInAllLanguages(String text) {
        assertEquals(0.95, score(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a 17th century castle",
                "12 years of experience",
                "a 16 bit game sprite",
                "rated 18+",
                "whisky aged 12 years",
                "a 12 year old single malt",
                "a ten year old oak",
                "a 10-year-old dog",
                "under 18 not allowed",
                "no one under 18",
                "a thirty-five year old man",
                "twenty five years old",
                "18 years old",
                "a 25 yo woman",
                "age of empires 2",
                "ice age 4",
                "12 girls dancing",
                "5 days in Paris",
                "16:9 aspect ratio, 8k, 35mm, f1.8",
                "the last 5 years",
                "12 years a slave",
                "hace 12 años",
                "12 años de experiencia",
                "un hombre de 40 años",
                "il y a dix ans",
                "5 ans de garantie",
                "10 Jahre Garantie",
                "eine 30-jährige Frau",
                "há 10 anos",
                "десять лет назад",
                "через 5 лет",
                "тридцатилетняя женщина",
                "женщине сорок два года",
                "منذ خمس سنوات",
                "25歳の女性",
                "大学2年生",
                "스물두 살",
                "서른다섯 살",
                "대학교 2학년",
                "三十五岁",
                "十八岁的大学生",
                "大学三年级",
                "一百零二岁",
                "12岁的老狗",
                "三才图会",
                "岁月静好",
            })
    void otherNumbersAreNoAges(String text) {
        assertEquals(0, score(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"girl 15", "a schoolgirl, 16, in class", "under 18", "younger than 16"})
    void bareNumbersAreLikelyOnes(String text) {
        assertEquals(0.6, score(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "999999999999 years old", "岁", "살", "12", "old years 12", "十十十十岁"})
    void oddTextsAreNoAges(String text) {
        assertEquals(0, score(text));
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000, 20_000})
    void longTextsStayFast(int repeats) {
        var text = "12 years of 5 岁月 ".repeat(repeats);
        var start = System.nanoTime();
        Ages.find(text);
        assertTrue(System.nanoTime() - start < 2_000_000_000L);
    }
}
