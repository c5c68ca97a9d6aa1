package imprimatur.admin;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import imprimatur.aws.Log;
import imprimatur.aws.http.Router;
import java.util.function.Supplier;

/** Answers {@code /admin/…} for staff, and {@code /v1/…} for the platform's backend and for appellants. */
public final class AdminHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Supplier<Router> routers;

    /** Wired by the environment of the function. */
    public AdminHandler() {
        routers = Wiring.routers(Log.standard());
    }

    AdminHandler(Services services, Log log) {
        var router = services.routes(new Router(log));
        routers = () -> router;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return routers.get().handle(event);
    }
}
