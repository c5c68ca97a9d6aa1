package imprimatur.cases;

import java.util.Locale;
import java.util.Map;

/** Texts of the letters to reporters, English and Chinese; names in braces are filled in. */
enum ReporterLetter {
    ACKNOWLEDGEMENT("Your report {id} has arrived", """
            Thank you. Your report has arrived under the number {id} and will be examined.

            Its state: {link}

            We write to you again when it is decided.
            """, "您的举报 {id} 已收到", """
            感谢您的举报。举报编号为 {id}，我们的审核人员将进行审查。

            查看处理状态：{link}

            作出决定后，我们会再次给您写信。
            """),
    ACTION_TAKEN(
            "Your report {id}: action taken", """
            We have examined your report {id} and found a violation of our policy. Action was taken.

            Its state: {link}

            If you hold this for wrong or insufficient, answer this letter; another person will look at it.
            """,
            "您的举报 {id}：已采取措施", """
            我们已审查您的举报 {id}，认定存在违反政策的情况，并已采取措施。

            查看处理状态：{link}

            如果您认为该决定有误或措施不足，请直接回复本信，将由另一位审核人员重新审查。
            """),
    NO_VIOLATION(
            "Your report {id}: no violation found", """
            We have examined your report {id} and found no violation of our policy.

            Its state, and a form to contest the decision: {link}

            If you hold it for wrong, use that form or answer this letter; another person will look at it. It costs
            nothing. You may also turn to a certified out-of-court dispute settlement body, or to a court.
            """,
            "您的举报 {id}：未发现违规", """
            我们已审查您的举报 {id}，未发现违反政策的情况。

            查看处理状态及提出异议的表单：{link}

            如果您认为该决定有误，请使用该表单或直接回复本信，将由另一位审核人员重新审查，且不收取任何费用。您也可以向经认证的庭外争议解决机构或法院提出。
            """),
    REVERSED("Your report {id}: decision reversed on appeal", """
            The decision on your report {id} was appealed and, after another examination, reversed.

            Its state: {link}

            If you hold this for wrong, answer this letter; another person will look at it.
            """, "您的举报 {id}：经申诉后决定已撤销", """
            针对您的举报 {id} 所作的决定经申诉并重新审查后已被撤销。

            查看处理状态：{link}

            如果您认为该决定有误，请直接回复本信，将由另一位审核人员重新审查。
            """),
    WARNING("Your reports to us: a warning", """
            Most of the reports that you have sent us were examined and found to be without ground, the last of them
            {id}. What you report is still examined; it may wait longer.

            If this goes on, we will not process your reports for {days} days. Reports about minors, and about intimate
            images of people who did not agree, are always processed.

            If you hold this for wrong, answer this letter; a person will look at it.
            """, "关于您的举报：警告", """
            您提交的大部分举报经审查后均不成立，最近一次为 {id}。您的举报仍会得到审查，但处理时间可能延长。

            若此情况持续，我们将在 {days} 天内暂停处理您的举报。涉及未成年人以及未经本人同意的私密影像的举报始终会得到处理。

            如果您认为此判断有误，请直接回复本信，将由工作人员审查。
            """),
    SUSPENSION("We do not process your reports until {until}", """
            After a warning, the reports that you have sent us were again found to be without ground, the last of them
            {id}. We do not process further reports of yours until {until} (Art. 23(2) of Regulation (EU) 2022/2065).
            Reports about minors, and about intimate images of people who did not agree, are processed all the same.

            If you hold this for wrong, answer this letter; a person will look at it.
            """, "在 {until} 之前，我们暂停处理您的举报", """
            在警告之后，您提交的举报经审查仍不成立，最近一次为 {id}。在 {until} 之前，我们不再处理您的其他举报（欧盟条例 2022/2065 第 23 条第 2 款）。涉及未成年人以及未经本人同意的私密影像的举报仍会得到处理。

            如果您认为此决定有误，请直接回复本信，将由工作人员审查。
            """);

    private final String englishSubject;
    private final String english;
    private final String chineseSubject;
    private final String chinese;

    ReporterLetter(String englishSubject, String english, String chineseSubject, String chinese) {
        this.englishSubject = englishSubject;
        this.english = english;
        this.chineseSubject = chineseSubject;
        this.chinese = chinese;
    }

    /** Under which it is remembered that the letter was sent. */
    String mark() {
        return "letter:" + name().toLowerCase(Locale.ROOT);
    }

    String subject(String locale, Map<String, String> values) {
        return filled(isChinese(locale) ? chineseSubject : englishSubject, values);
    }

    String text(String locale, Map<String, String> values) {
        return filled(isChinese(locale) ? chinese : english, values);
    }

    private static boolean isChinese(String locale) {
        return locale.toLowerCase(Locale.ROOT).startsWith("zh");
    }

    private static String filled(String text, Map<String, String> values) {
        var filled = text;
        for (var value : values.entrySet()) {
            filled = filled.replace("{" + value.getKey() + "}", value.getValue());
        }
        return filled;
    }
}
