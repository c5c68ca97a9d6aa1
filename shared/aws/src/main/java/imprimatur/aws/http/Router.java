package imprimatur.aws.http;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import imprimatur.aws.Log;
import imprimatur.base.ImprimaturException;
import imprimatur.base.Limits;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;

/**
 * Routes of one function: method and path template to a use case. Whatever a use case throws becomes a problem; nothing
 * of an unexpected failure leaves the house.
 */
public final class Router {
    private final Log log;
    private final List<Route> routes = new ArrayList<>();

    public Router(Log log) {
        this.log = log;
    }

    /**
     * Adds a route.
     *
     * @param template such as {@code GET /v1/reports/{id}}
     */
    public Router on(String template, Function<Request, Response> handler) {
        return on(template, handler, Response::problem, Limits.HTTP_BODY_BYTES);
    }

    /**
     * Adds a route whose problems are told in another shape than RFC 9457's, or whose body may be larger than that of
     * others.
     */
    public Router on(
            String template, Function<Request, Response> handler, Function<Problem, Response> problems, int bodyBytes) {
        var space = template.indexOf(' ');
        routes.add(new Route(
                template.substring(0, space),
                List.of(template.substring(space + 1).split("/", -1)),
                handler,
                problems,
                bodyBytes));
        return this;
    }

    /** Answers an event of an HTTP API. */
    public APIGatewayV2HTTPResponse handle(APIGatewayV2HTTPEvent event) {
        return answer(event).toEvent();
    }

    private Response answer(APIGatewayV2HTTPEvent event) {
        var segments = List.of(event.getRawPath().split("/", -1));
        var fitting = routes.stream().filter(route -> route.fits(segments)).toList();
        var problems = fitting.stream().map(Route::problems).findFirst().orElse(Response::problem);
        try {
            var bodyBytes = fitting.stream().mapToInt(Route::bodyBytes).max().orElse(Limits.HTTP_BODY_BYTES);
            return route(Request.from(event, bodyBytes), segments, fitting, problems);
        } catch (ImprimaturException e) {
            if (e instanceof ImprimaturException.Unavailable) {
                log.error("http.unavailable", Map.of(), e);
            }
            return retryable(problems.apply(Problem.of(e)));
        } catch (SdkException e) {
            log.error("http.dependency_failed", Map.of(), e);
            return retryable(problems.apply(
                    Problem.of(503, "Unavailable", "a service that this one needs did not answer; try again")));
        } catch (RuntimeException e) {
            log.error("http.failed", Map.of(), e);
            return problems.apply(Problem.of(500, "Internal error", "the request failed; nothing was decided"));
        }
    }

    private static Response route(
            Request request, List<String> segments, List<Route> fitting, Function<Problem, Response> problems) {
        var otherMethod = false;
        for (var route : fitting) {
            var parameters = route.parameters(segments);
            if (parameters != null) {
                if (route.method().equals(request.method())) {
                    return route.handler().apply(request.with(parameters));
                }
                otherMethod = true;
            }
        }
        return otherMethod
                ? problems.apply(Problem.of(405, "Method not allowed", "the path does not take " + request.method()))
                : problems.apply(Problem.of(404, "Not found", "there is no such path"));
    }

    private static Response retryable(Response response) {
        return response.status() == 503 ? response.with("retry-after", "2") : response;
    }

    private record Route(
            String method,
            List<String> template,
            Function<Request, Response> handler,
            Function<Problem, Response> problems,
            int bodyBytes) {
        boolean fits(List<String> segments) {
            if (segments.size() != template.size()) {
                return false;
            }
            for (var i = 0; i < segments.size(); i++) {
                if (!template.get(i).startsWith("{") && !template.get(i).equals(segments.get(i))) {
                    return false;
                }
            }
            return true;
        }

        /** What stands for the names in the template, of a path that fits; null where nothing does. */
        @Nullable
        Map<String, String> parameters(List<String> segments) {
            var parameters = new HashMap<String, String>();
            for (var i = 0; i < segments.size(); i++) {
                var expected = template.get(i);
                var actual = segments.get(i);
                if (expected.startsWith("{")) {
                    if (actual.isEmpty()) {
                        return null;
                    }
                    parameters.put(expected.substring(1, expected.length() - 1), decode(actual));
                }
            }
            return parameters;
        }

        private static String decode(String segment) {
            try {
                return URLDecoder.decode(segment.replace("+", "%2B"), StandardCharsets.UTF_8);
            } catch (IllegalArgumentException e) {
                throw new ImprimaturException.BadInput(null, "the path is not percent-encoded as it should be");
            }
        }
    }
}
