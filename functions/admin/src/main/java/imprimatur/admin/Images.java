package imprimatur.admin;

import imprimatur.accounts.Scope;
import imprimatur.aws.http.Request;
import imprimatur.aws.http.Response;
import imprimatur.aws.http.Router;
import imprimatur.imaging.ImageRecord;
import imprimatur.imaging.ImageState;
import imprimatur.imaging.ImageStore;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Verdicts on uploaded images. */
final class Images {
    private final Gate gate;
    private final ImageStore images;

    Images(Gate gate, ImageStore images) {
        this.gate = gate;
        this.images = images;
    }

    void on(Router router) {
        router.on("GET /v1/images/{id}", this::read);
    }

    private Response read(Request request) {
        var key = gate.key(request);
        return images.find(request.parameter("id"))
                .filter(image -> key.allows(Scope.PLATFORM) || image.account().equals(key.account()))
                .map(image -> Response.ok(Verdict.of(image)))
                .orElseThrow(() -> Gate.missing("image of that id"));
    }

    /** What its owner may know: no hash and no measure, which would help to probe. */
    private record Verdict(
            String id,
            String account,
            ImageState state,
            List<String> sections,
            @Nullable String generationId,
            Instant at) {
        static Verdict of(ImageRecord image) {
            return new Verdict(
                    image.id(), image.account(), image.state(), image.sections(), image.generationId(), image.at());
        }
    }
}
