package imprimatur.cli.simulation;

import imprimatur.base.Json;
import java.time.Instant;
import java.util.HashMap;
import org.jspecify.annotations.Nullable;

/**
 * What an account of the simulation really is.
 *
 * @param kind begins with {@code honest_} for people who do nothing wrong at all
 * @param abuse the activity of section 3, null for an honest account
 * @param care {@code crude} or {@code careful}, null for an honest account
 * @param since when the abuse begins, null for an honest account
 * @param group the people behind the account; accounts of one group are rightly linked
 */
public record Truth(
        String account,
        String kind,
        @Nullable String abuse,
        @Nullable String care,
        @Nullable Instant since,
        String group) {

    boolean honest() {
        return abuse == null && kind.startsWith(Scorecard.HONEST);
    }

    /** As one line of the truth file, null written as such. */
    public String line() {
        var line = new HashMap<String, @Nullable Object>();
        line.put("account", account);
        line.put("kind", kind);
        line.put("abuse", abuse);
        line.put("care", care);
        line.put("since", since);
        line.put("group", group);
        return Json.write(line);
    }
}
