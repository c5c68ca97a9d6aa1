package imprimatur.scan;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import imprimatur.aws.Clients;
import imprimatur.aws.Environment;
import imprimatur.aws.QueueBatch;
import java.time.InstantSource;
import java.util.function.Consumer;

/** SQS {@code uploads}: S3 notifications of {@code images/incoming/}, handled as {@link QueueBatch} says. */
public final class ScanHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Consumer<Upload> scan;
    private final QueueBatch queue;

    /** As Lambda makes it: from the environment. */
    public ScanHandler() {
        var wirings = Wiring.current(Environment.read(), new Clients(), InstantSource.system());
        scan = upload -> wirings.get().service().scan(upload);
        queue = wirings.get().queue();
    }

    ScanHandler(Consumer<Upload> scan, QueueBatch queue) {
        this.scan = scan;
        this.queue = queue;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        return queue.handle(event, message -> Upload.parse(message.getBody()).forEach(scan));
    }
}
