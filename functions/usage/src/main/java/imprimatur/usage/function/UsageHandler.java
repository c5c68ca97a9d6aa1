package imprimatur.usage.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.amazonaws.services.lambda.runtime.events.DynamodbEvent;
import com.amazonaws.services.lambda.runtime.events.StreamsEventResponse;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import imprimatur.aws.Clients;
import imprimatur.aws.Environment;
import imprimatur.aws.Log;
import imprimatur.aws.http.Router;
import imprimatur.base.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.function.Supplier;

/** Requests of the HTTP API, batches of the stream of decisions and domain events, told apart by their shape. */
public final class UsageHandler implements RequestStreamHandler {
    private final Supplier<Parts> parts;

    /** What answers under one policy. */
    private record Parts(Router router, DecisionStream stream, PoolReleases releases) {
        private static Parts of(Wiring wiring, Log log) {
            return new Parts(
                    wiring.door().routes(new Router(log)),
                    new DecisionStream(wiring.usage(), wiring.policy(), wiring.notices(), wiring.watching(), log),
                    wiring.releases());
        }
    }

    /** Wired by the environment of the function. */
    public UsageHandler() {
        var log = Log.standard();
        parts = Wiring.current(
                Environment.read(), new Clients(), log, InstantSource.system(), wiring -> Parts.of(wiring, log));
    }

    UsageHandler(Wiring wiring, Log log) {
        var fixed = Parts.of(wiring, log);
        parts = () -> fixed;
    }

    @Override
    public void handleRequest(InputStream in, OutputStream out, Context context) throws IOException {
        var event = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        var fields = Json.readMap(event);
        if (PoolReleases.is(fields)) {
            parts.get().releases().follow(fields);
        } else if (fields.containsKey("Records")) {
            write(StreamsEventResponse.class, parts.get().stream().handle(read(DynamodbEvent.class, event)), out);
        } else {
            write(
                    APIGatewayV2HTTPResponse.class,
                    parts.get().router().handle(read(APIGatewayV2HTTPEvent.class, event)),
                    out);
        }
    }

    private static <T> T read(Class<T> type, String event) {
        return LambdaEventSerializers.serializerFor(type, type.getClassLoader()).fromJson(event);
    }

    private static <T> void write(Class<T> type, T answer, OutputStream out) {
        LambdaEventSerializers.serializerFor(type, type.getClassLoader()).toJson(answer, out);
    }
}
