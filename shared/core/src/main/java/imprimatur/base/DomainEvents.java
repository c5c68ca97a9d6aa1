package imprimatur.base;

/** Publishes domain events to the bus. */
public interface DomainEvents {
    /**
     * Publishes one event, at least once.
     *
     * @throws ImprimaturException.Unavailable if the bus did not take it
     */
    void publish(DomainEvent event);
}
