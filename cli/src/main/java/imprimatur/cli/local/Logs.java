package imprimatur.cli.local;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Reads the end of log files. */
public final class Logs {
    private static final int TAIL_BYTES = 16 * 1024;

    private Logs() {}

    /** The last lines of a file, at most so many; empty where there is no file. */
    public static String tail(Path file, int lines) {
        if (!Files.exists(file)) {
            return "";
        }
        try (var channel = Files.newByteChannel(file)) {
            var size = channel.size();
            var from = Math.max(0, size - TAIL_BYTES);
            var buffer = java.nio.ByteBuffer.allocate((int) (size - from));
            channel.position(from);
            while (buffer.hasRemaining() && channel.read(buffer) >= 0) {
                // read until the buffer is full or the file ends
            }
            var all = new String(buffer.array(), 0, buffer.position(), StandardCharsets.UTF_8)
                    .lines()
                    .toList();
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
