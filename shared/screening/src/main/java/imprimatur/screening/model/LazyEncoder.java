package imprimatur.screening.model;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** An encoder that is loaded by the first text, and again by the first one after it was closed. */
final class LazyEncoder implements Function<String, float[]>, AutoCloseable {
    private final Encoder.Language language;
    private @Nullable Encoder encoder;

    LazyEncoder(Encoder.Language language) {
        this.language = language;
    }

    @Override
    public float[] apply(String text) {
        return encoder().embed(text);
    }

    private synchronized Encoder encoder() {
        var loaded = encoder;
        if (loaded == null) {
            loaded = Encoder.load(language);
            encoder = loaded;
        }
        return loaded;
    }

    @Override
    public synchronized void close() {
        if (encoder != null) {
            encoder.close();
            encoder = null;
        }
    }
}
