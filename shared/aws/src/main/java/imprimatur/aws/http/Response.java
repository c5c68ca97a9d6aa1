package imprimatur.aws.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import imprimatur.base.Json;
import java.util.Map;
import java.util.TreeMap;

/** An HTTP answer; JSON that no cache keeps. */
public record Response(int status, Map<String, String> headers, String body) {
    public Response {
        headers = Map.copyOf(headers);
    }

    public static Response ok(Object body) {
        return json(200, body);
    }

    public static Response json(int status, Object body) {
        return new Response(status, headers("application/json"), Json.write(body));
    }

    /** A page that runs no script, loads nothing, is framed by nobody and tells nobody the address it was opened by. */
    public static Response html(int status, String body) {
        var headers = new TreeMap<>(headers("text/html; charset=utf-8"));
        headers.put(
                "content-security-policy",
                "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'");
        headers.put("referrer-policy", "no-referrer");
        return new Response(status, headers, body);
    }

    /** 204, without a body. */
    public static Response empty() {
        return new Response(204, Map.of("cache-control", "no-store"), "");
    }

    /** A problem of its own kind; those of {@code ImprimaturException} are made by the {@link Router}. */
    public static Response problem(Problem problem) {
        return new Response(problem.status(), headers("application/problem+json"), Json.write(problem));
    }

    public Response with(String header, String value) {
        var more = new TreeMap<>(headers);
        more.put(header, value);
        return new Response(status, more, body);
    }

    APIGatewayV2HTTPResponse toEvent() {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(status)
                .withHeaders(headers)
                .withBody(body)
                .withIsBase64Encoded(false)
                .build();
    }

    private static Map<String, String> headers(String type) {
        return Map.of("content-type", type, "cache-control", "no-store", "x-content-type-options", "nosniff");
    }
}
