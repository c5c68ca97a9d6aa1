package imprimatur.check;

import imprimatur.accounts.ApiKey;
import imprimatur.base.Tokens;
import imprimatur.check.CheckRequest.Client;
import imprimatur.usage.profile.Pseudonyms;
import imprimatur.usage.profile.Sender;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Who sends prompts, for the detectors, by the same hashes as in the events of the platform. A key of the platform says
 * nothing of an account, so it is left out.
 */
final class Senders {
    private final Tokens tokens;
    private @Nullable Pseudonyms pseudonyms;

    Senders(Tokens tokens) {
        this.tokens = tokens;
    }

    synchronized Sender of(ApiKey key, @Nullable Client client, Instant at) {
        var own = key.account() == null ? null : key.hash();
        return client == null
                ? pseudonyms().sender(own, null, null, null, null, null, at)
                : pseudonyms()
                        .sender(
                                own,
                                client.ip(),
                                client.asn(),
                                client.country(),
                                client.userAgent(),
                                client.deviceId(),
                                at);
    }

    /** One key for all processes of a deployment; asked for when first needed. */
    private Pseudonyms pseudonyms() {
        var known = pseudonyms;
        if (known == null) {
            known = Pseudonyms.rotating(tokens);
            pseudonyms = known;
        }
        return known;
    }
}
