package imprimatur.check;

import imprimatur.base.Limits;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whose a key is, which never changes; so that key and account are read at once. Nothing is allowed by it alone. */
final class KeyOwners {
    private final Map<String, String> owners = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > Limits.KEYS_REMEMBERED;
        }
    };

    synchronized @Nullable String of(String keyHash) {
        return owners.get(keyHash);
    }

    synchronized void remember(String keyHash, String account) {
        owners.put(keyHash, account);
    }
}
