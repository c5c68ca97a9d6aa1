package imprimatur.scan;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse;
import com.amazonaws.services.lambda.runtime.events.SQSBatchResponse.BatchItemFailure;
import com.amazonaws.services.lambda.runtime.events.SQSEvent;
import imprimatur.aws.Log;
import imprimatur.base.ImprimaturException;
import java.util.ArrayList;
import java.util.Map;
import java.util.function.Consumer;

/**
 * SQS {@code uploads}: S3 notifications of {@code images/incoming/}. A message that fails, be it no notification at
 * all, is answered as failed, so that it alone comes again and ends in the dead-letter queue.
 */
public final class ScanHandler implements RequestHandler<SQSEvent, SQSBatchResponse> {
    private final Consumer<Upload> scan;
    private final Log log;

    public ScanHandler() {
        this(Wiring.service()::scan, Log.standard());
    }

    ScanHandler(Consumer<Upload> scan, Log log) {
        this.scan = scan;
        this.log = log;
    }

    @Override
    public SQSBatchResponse handleRequest(SQSEvent event, Context context) {
        var failures = new ArrayList<BatchItemFailure>();
        for (var message : event.getRecords()) {
            try {
                Upload.parse(message.getBody()).forEach(scan);
            } catch (RuntimeException e) {
                log.error("scan.failed", Map.of("message", message.getMessageId(), "reason", reason(e)), e);
                failures.add(new BatchItemFailure(message.getMessageId()));
            }
        }
        return new SQSBatchResponse(failures);
    }

    /** Only our own failures say what they are without quoting input. */
    private static String reason(RuntimeException failure) {
        return failure instanceof ImprimaturException
                ? String.valueOf(failure.getMessage())
                : failure.getClass().getSimpleName();
    }
}
