package imprimatur.accounts;

import java.time.Instant;

/** A violation that was decided and counts against the account until it fades. */
public record Strike(String caseId, String section, Instant at) {}
