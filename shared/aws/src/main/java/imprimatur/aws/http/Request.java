package imprimatur.aws.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import imprimatur.base.ImprimaturException;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP request as a function sees it.
 *
 * @param path decoded by nobody: the raw path without the stage
 * @param parameters of the path, by the names of the route's template
 * @param headers by lower-case name
 * @param claims of the verified JWT; empty where the route has no authorizer
 */
public record Request(
        String method,
        String path,
        Map<String, String> parameters,
        Map<String, String> query,
        Map<String, String> headers,
        String body,
        Map<String, String> claims) {
    public Request {
        parameters = Map.copyOf(parameters);
        query = Map.copyOf(query);
        headers = Map.copyOf(headers);
        claims = Map.copyOf(claims);
    }

    /**
     * From payload format 2.0 of an HTTP API.
     *
     * @param bodyBytes how large the body may be
     * @throws ImprimaturException.TooLarge if it is larger
     */
    static Request from(APIGatewayV2HTTPEvent event, int bodyBytes) {
        var http = event.getRequestContext().getHttp();
        var authorizer = event.getRequestContext().getAuthorizer();
        var claims = authorizer == null || authorizer.getJwt() == null
                ? Map.<String, String>of()
                : authorizer.getJwt().getClaims();
        var headers = new TreeMap<String, String>();
        orEmpty(event.getHeaders()).forEach((name, value) -> headers.put(name.toLowerCase(Locale.ROOT), value));
        return new Request(
                http.getMethod(),
                event.getRawPath(),
                Map.of(),
                orEmpty(event.getQueryStringParameters()),
                headers,
                body(event, bodyBytes),
                orEmpty(claims));
    }

    Request with(Map<String, String> newParameters) {
        return new Request(method, path, newParameters, query, headers, body, claims);
    }

    /** A parameter of the path that the route's template names. */
    public String parameter(String name) {
        var value = parameters.get(name);
        if (value == null) {
            throw new IllegalArgumentException("the route has no parameter " + name);
        }
        if (value.length() > Limits.ID_CHARS) {
            throw new ImprimaturException.BadInput(name, "is longer than " + Limits.ID_CHARS + " characters");
        }
        return value;
    }

    public Optional<String> query(String name) {
        return Optional.ofNullable(query.get(name));
    }

    /** A header, by lower-case name. */
    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /**
     * The body as a record.
     *
     * @throws ImprimaturException.BadInput naming the field at fault
     */
    public <T> T body(Class<T> type) {
        return Json.read(body, type);
    }

    /**
     * The fields of a form that a page of ours sends; of a repeated one the last counts.
     *
     * @throws ImprimaturException.BadInput if the body is not encoded as a form
     */
    public Map<String, String> form() {
        var fields = new HashMap<String, String>();
        for (var pair : body.split("&", Limits.FORM_FIELDS)) {
            var equals = pair.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw new ImprimaturException.BadInput(null, "the form is not encoded as it should be");
        }
    }

    private static String body(APIGatewayV2HTTPEvent event, int bodyBytes) {
        var body = event.getBody() == null ? "" : event.getBody();
        if (body.length() > bodyBytes * 4L / 3 + 4) {
            throw tooLarge(bodyBytes);
        }
        var bytes =
                event.getIsBase64Encoded() ? Base64.getDecoder().decode(body) : body.getBytes(StandardCharsets.UTF_8);
        if (bytes.length > bodyBytes) {
            throw tooLarge(bodyBytes);
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static ImprimaturException tooLarge(int bodyBytes) {
        return new ImprimaturException.TooLarge("the body is larger than " + bodyBytes + " bytes");
    }

    private static Map<String, String> orEmpty(@Nullable Map<String, String> map) {
        return map == null ? Map.of() : map;
    }
}
