package imprimatur.report;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Sample mails of this module, and the project's sample events. */
final class Samples {
    private Samples() {}

    static byte[] mail(String name) {
        try (var in = Samples.class.getResourceAsStream("/mail/" + name)) {
            return Objects.requireNonNull(in, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String event(String name) {
        try {
            return Files.readString(Path.of("../../events", name), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
