package imprimatur.aws;

import imprimatur.base.DomainEvent;
import imprimatur.base.DomainEvents;
import imprimatur.base.ImprimaturException;
import imprimatur.base.Json;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.eventbridge.EventBridgeClient;
import software.amazon.awssdk.services.eventbridge.model.PutEventsRequestEntry;

/** The bus for domain events, {@code source: imprimatur}. */
public final class EventBridgeEvents implements DomainEvents {
    private static final String SOURCE = "imprimatur";

    private final EventBridgeClient events;
    private final String bus;

    public EventBridgeEvents(EventBridgeClient events, String bus) {
        this.events = events;
        this.bus = bus;
    }

    @Override
    public void publish(DomainEvent event) {
        var entry = PutEventsRequestEntry.builder()
                .eventBusName(bus)
                .source(SOURCE)
                .detailType(event.type())
                .detail(Json.write(event.details()))
                .build();
        try {
            var result = events.putEvents(request -> request.entries(entry));
            if (result.failedEntryCount() > 0) {
                throw unavailable(
                        new IllegalStateException(result.entries().getFirst().errorCode()));
            }
        } catch (SdkException e) {
            throw unavailable(e);
        }
    }

    private static ImprimaturException unavailable(Exception cause) {
        return new ImprimaturException.Unavailable("the event bus did not take the event", cause);
    }
}
