package imprimatur.check;

import imprimatur.base.Limits;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** In which pool an account was when it was seen last, so that its counters are read at once; never relied on. */
final class KnownPools {
    private final Map<String, String> pools = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > Limits.POOLS_REMEMBERED;
        }
    };

    synchronized @Nullable String of(@Nullable String account) {
        return account == null ? null : pools.get(account);
    }

    synchronized void remember(String account, Optional<String> pool) {
        pool.ifPresentOrElse(id -> pools.put(account, id), () -> pools.remove(account));
    }
}
