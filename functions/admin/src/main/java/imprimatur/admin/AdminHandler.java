package imprimatur.admin;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import imprimatur.aws.Log;
import imprimatur.aws.http.Router;

/** Answers {@code /admin/…} for staff, and {@code /v1/…} for the platform's backend and for appellants. */
public final class AdminHandler implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {
    private final Router router;

    /** Wired by the environment of the function. */
    public AdminHandler() {
        this(Wiring.services(), Log.standard());
    }

    AdminHandler(Services services, Log log) {
        this.router = services.routes(new Router(log));
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        return router.handle(event);
    }
}
