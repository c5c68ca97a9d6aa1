package imprimatur.imaging.provenance;

import java.util.Map;
import java.util.Optional;

/** Image generators by the text entries that they leave in a PNG. */
final class Generators {
    private Generators() {}

    static Optional<String> of(Map<String, String> texts) {
        var parameters = texts.getOrDefault("parameters", "");
        if (parameters.contains("Steps: ") && parameters.contains("Sampler: ")) {
            return Optional.of("Stable Diffusion web UI");
        }
        if (texts.containsKey("fooocus_scheme")) {
            return Optional.of("Fooocus");
        }
        if (texts.getOrDefault("prompt", "").contains("\"class_type\"")
                || texts.getOrDefault("workflow", "").contains("\"nodes\"")) {
            return Optional.of("ComfyUI");
        }
        if (texts.getOrDefault("Software", "").startsWith("NovelAI")) {
            return Optional.of("NovelAI");
        }
        if (texts.containsKey("invokeai_metadata") || texts.containsKey("sd-metadata") || texts.containsKey("Dream")) {
            return Optional.of("InvokeAI");
        }
        return texts.getOrDefault("Description", "").contains("Job ID: ")
                ? Optional.of("Midjourney")
                : Optional.empty();
    }
}
