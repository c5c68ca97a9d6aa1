package imprimatur.check;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import imprimatur.aws.Log;
import imprimatur.aws.http.Router;
import java.util.function.Supplier;

/** Answers {@code POST /v1/check}, {@code POST /v1/moderations} and {@code GET /v1/policy}. */
public final class CheckHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Supplier<Router> routers;

    /** Wired by the environment of the function; all that is slow happens here, before a snapshot is taken. */
    public CheckHandler() {
        routers = Wiring.routers(Log.standard());
    }

    CheckHandler(Doors doors, Log log) {
        var router = doors.routes(new Router(log));
        routers = () -> router;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return routers.get().handle(event);
    }
}
