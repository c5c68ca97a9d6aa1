package imprimatur.report;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import imprimatur.aws.Clients;
import imprimatur.aws.Environment;
import imprimatur.base.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Requests of the HTTP API and batches of the queue {@code reports}, told apart by their shape. */
public final class ReportHandler implements RequestStreamHandler {
    private final Supplier<Wiring> wirings;

    /** As Lambda makes it: from the environment. */
    public ReportHandler() {
        wirings = Wiring.current(Environment.read(), new Clients(), InstantSource.system());
    }

    ReportHandler(Wiring wiring) {
        this.wirings = () -> wiring;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        var wiring = wirings.get();
        var event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        if (Json.readMap(event).containsKey("Records")) {
            var batch = serializer(SQSEvent.class).fromJson(event);
            serializer(SQSBatchResponse.class).toJson(wiring.batch().handle(batch), out);
        } else {
            var request = serializer(APIGatewayV2HTTPEvent.class).fromJson(event);
            serializer(APIGatewayV2HTTPResponse.class).toJson(wiring.router().handle(request), out);
        }
    }

    private static <T> PojoSerializer<T> serializer(Class<T> type) {
        return LambdaEventSerializers.serializerFor(type, type.getClassLoader());
    }
}
