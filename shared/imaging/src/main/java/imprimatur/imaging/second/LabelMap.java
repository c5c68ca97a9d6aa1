package imprimatur.imaging.second;

import imprimatur.base.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Which signal each label of the service is, as the file {@code rekognition.json} beside this class says. */
final class LabelMap {
    private final Map<String, String> signals;

    private LabelMap(Map<String, String> signals) {
        this.signals = signals;
    }

    static LabelMap bundled() {
        try (var in = LabelMap.class.getResourceAsStream("rekognition.json")) {
            if (in == null) {
                throw new IllegalStateException("rekognition.json is missing");
            }
            var read = Json.readMap(new String(in.readAllBytes(), StandardCharsets.UTF_8));
            var signals = new LinkedHashMap<String, String>();
            read.forEach((label, signal) -> signals.put(label, signal.toString()));
            return new LabelMap(signals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether the file speaks of a label at all. */
    boolean knows(String label) {
        return signals.containsKey(label);
    }

    /** The signal that a label is; empty where the policy has nothing against it. */
    Optional<String> signal(String label) {
        return Optional.ofNullable(signals.get(label)).filter(signal -> !signal.isEmpty());
    }
}
