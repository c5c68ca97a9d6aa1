package imprimatur.report;

import imprimatur.aws.http.HtmlPage;
import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.report.ReportStatus.State;
import imprimatur.report.ReportStatus.View;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The routes of reports: for programs in JSON, and for people, who open the link of a letter, as pages. */
final class ReportDoor {
    private static final String BEARER = "bearer ";

    private final Intake intake;
    private final Receptionist receptionist;
    private final ReportStatus status;
    private final Contests contests;

    ReportDoor(Intake intake, Receptionist receptionist, ReportStatus status, Contests contests) {
        this.intake = intake;
        this.receptionist = receptionist;
        this.status = status;
        this.contests = contests;
    }

    /** Body of {@code POST /v1/reports/{id}/contest}. */
    record Contest(@Nullable String explanation) {}

    void on(Router router) {
        router.on("POST /v1/reports", this::take)
                .on("GET /v1/reports/{id}", this::show)
                .on("POST /v1/reports/{id}/contest", this::contest);
    }

    private Response take(Request request) {
        var notice = intake.notice(request.body(ReportRequest.class));
        return receptionist.refusal(notice).orElseGet(() -> Response.json(202, intake.accept(notice)));
    }

    private Response show(Request request) {
        return answer(request, 200, status.of(request.parameter("id"), token(request), isChinese(request)));
    }

    private Response contest(Request request) {
        var id = request.parameter("id");
        status.require(id, token(request));
        var form = isForm(request);
        contests.contest(
                id,
                form
                        ? request.form().get("explanation")
                        : request.body(Contest.class).explanation());
        return answer(request, 202, status.of(id, token(request), isChinese(request)));
    }

    private static Response answer(Request request, int code, View view) {
        var page = isForm(request) || request.header("accept").orElse("").contains("text/html");
        return page ? Response.html(code, page(request, view)) : Response.json(code, view);
    }

    private static String page(Request request, View view) {
        var language = isChinese(request) ? "zh" : "en";
        var name = (view.status() == State.NO_VIOLATION ? "report-contest." : "report-status.") + language + ".html";
        var updated = view.updatedAt();
        return HtmlPage.of(
                ReportDoor.class,
                name,
                Map.of(
                        "id", view.id(),
                        "token", token(request).orElse(""),
                        "state", stateName(view, language),
                        "updated", updated == null ? "–" : updated.toString()));
    }

    private static String stateName(View view, String language) {
        var chinese = language.equals("zh");
        return switch (view.status()) {
            case RECEIVED -> chinese ? "已收到" : "received";
            case IN_REVIEW -> chinese ? "审查中" : "in review";
            case ACTION_TAKEN -> chinese ? "已采取措施" : "action taken";
            case NO_VIOLATION -> chinese ? "未发现违规" : "no violation found";
        };
    }

    private static boolean isForm(Request request) {
        return request.header("content-type").orElse("").startsWith("application/x-www-form-urlencoded");
    }

    private static boolean isChinese(Request request) {
        return request.header("accept-language").orElse("").startsWith("zh");
    }

    /** In the link of a letter, or as a bearer token. */
    private static Optional<String> token(Request request) {
        return request.query("token")
                .or(() -> request.header("authorization")
                        .filter(value -> value.regionMatches(true, 0, BEARER, 0, BEARER.length()))
                        .map(value -> value.substring(BEARER.length()).strip()));
    }
}
