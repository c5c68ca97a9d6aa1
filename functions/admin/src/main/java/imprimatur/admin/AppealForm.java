package imprimatur.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.base.ImprimaturException;
import imprimatur.base.Limits;
import imprimatur.enforcement.EnforcementDesk;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

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
            var fields = fields(request.body());
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
        var page = resource("appeal-" + name + "." + language + ".html");
        for (var value : values.entrySet()) {
            page = page.replace("{{" + value.getKey() + "}}", escaped(value.getValue()));
        }
        return Response.html(status, page);
    }

    private static Map<String, String> fields(String form) {
        var fields = new HashMap<String, String>();
        for (var pair : form.split("&", Limits.FORM_FIELDS)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ImprimaturException.BadInput(null, "the form is not encoded as it should be");
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("{", "&#123;");
    }

    private static String resource(String name) {
        try (var in = Objects.requireNonNull(AppealForm.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
