package imprimatur.policy.replay;

import java.time.Instant;
import java.util.stream.Stream;

/** Recorded decisions in the order of their time. */
public interface RecordedDecisions {
    /** Those from {@code from} on and before {@code to}, newest first; read as the stream is, so that it may be cut. */
    Stream<Recorded> between(Instant from, Instant to);
}
