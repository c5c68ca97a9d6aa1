package imprimatur.admin;

import imprimatur.aws.http.HtmlPage;
import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.base.ImprimaturException;
import imprimatur.enforcement.EnforcementDesk;
import java.util.Map;

/**
 * The page that the link in a statement of reasons opens: one form, in the reader's language, that works without
 * scripts. What it sends is the appeal of {@code POST /v1/appeals}.
 */
final class AppealForm {
    private final EnforcementDesk desk;

    AppealForm(EnforcementDesk desk) {
        this.desk = desk;
    }

    void on(Router router) {
        router.on("GET /appeal", this::show).on("POST /appeal", this::send);
    }

    private Response show(Request request) {
        var link = Map.of(
                "enforcement", request.query("enforcement").orElse(""),
                "token", request.query("token").orElse(""));
        return page(request, 200, "form", link);
    }

    private Response send(Request request) {
        try {
            var fields = request.form();
            var body = new AppealLinks.Body(
                    fields.getOrDefault("enforcement", ""),
                    fields.getOrDefault("token", ""),
                    fields.getOrDefault("statement", ""));
            var appeal = desk.appeal(body.enforcementId(), body.token(), body.statement());
            return page(request, 202, "taken", Map.of("appeal", appeal.id()));
        } catch (ImprimaturException e) {
            var status = e instanceof ImprimaturException.Unavailable ? 503 : 400;
            return page(request, status, "refused", Map.of("reason", e.reason()));
        }
    }

    private static Response page(Request request, int status, String name, Map<String, String> values) {
        var language = request.header("accept-language").orElse("").startsWith("zh") ? "zh" : "en";
        return Response.html(
                status, HtmlPage.of(AppealForm.class, "appeal-" + name + "." + language + ".html", values));
    }
}
