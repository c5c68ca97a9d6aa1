package imprimatur.imaging.model;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A model that is loaded by its first use, and again by the first one after it was closed. */
final class Lazy<T extends AutoCloseable> implements Supplier<T> {
    private final Supplier<T> load;
    private @Nullable T model;

    Lazy(Supplier<T> load) {
        this.load = load;
    }

    @Override
    public synchronized T get() {
        var loaded = model;
        if (loaded == null) {
            loaded = load.get();
            model = loaded;
        }
        return loaded;
    }

    synchronized void release() {
        if (model == null) {
            return;
        }
        try {
            model.close();
        } catch (Exception e) {
            throw new IllegalStateException("a model cannot be closed", e);
        }
        model = null;
    }
}
