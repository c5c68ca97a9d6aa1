package imprimatur.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.base.ImprimaturException.Forbidden;
import imprimatur.base.ImprimaturException.Unauthenticated;
import imprimatur.base.Limits;
import imprimatur.base.Tokens;
import imprimatur.enforcement.Appeal;
import imprimatur.enforcement.EnforcementDesk;
import java.net.URLEncoder;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Appeals as the person hit sends and follows them, by the signed link in the statement of reasons. */
final class AppealLinks {
    private final EnforcementDesk desk;
    private final Tokens tokens;
    private final String publicOrigin;

    AppealLinks(EnforcementDesk desk, Tokens tokens, String publicOrigin) {
        this.desk = desk;
        this.tokens = tokens;
        this.publicOrigin = publicOrigin;
    }

    void on(Router router) {
        router.on("POST /v1/appeals", this::send).on("GET /v1/appeals/{id}", this::read);
    }

    private Response send(Request request) {
        var body = request.body(Body.class);
        var appeal = desk.appeal(body.enforcementId(), body.token(), body.statement());
        var status = publicOrigin + "/v1/appeals/" + appeal.id() + "?token=" + URLEncoder.encode(body.token(), UTF_8);
        return Response.json(202, new Receipt(appeal.id(), appeal.state(), status));
    }

    /** One answer for a wrong token and for an appeal that does not exist. */
    private Response read(Request request) {
        var token = request.query("token").orElseThrow(() -> new Unauthenticated("the token of the link is needed"));
        return desk.appeal(request.parameter("id"))
                .filter(appeal -> tokens.verify(EnforcementDesk.APPEAL_LINK, appeal.enforcementId(), token))
                .map(appeal -> Response.ok(Status.of(appeal)))
                .orElseThrow(() -> new Forbidden("the link is not valid"));
    }

    record Body(String enforcementId, String token, String statement) {
        Body {
            Input.id("enforcement_id", enforcementId);
            Input.text("token", token, Limits.ID_CHARS);
            Input.text("statement", statement);
        }
    }

    private record Receipt(String id, Appeal.State state, String statusUrl) {}

    /** Without the names of staff. */
    private record Status(
            String id,
            String enforcementId,
            String section,
            Appeal.State state,
            Instant openedAt,
            @Nullable String decisionReason) {
        static Status of(Appeal appeal) {
            return new Status(
                    appeal.id(),
                    appeal.enforcementId(),
                    appeal.section(),
                    appeal.state(),
                    appeal.openedAt(),
                    appeal.decisionReason());
        }
    }
}
