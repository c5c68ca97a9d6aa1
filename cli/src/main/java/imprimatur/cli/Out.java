package imprimatur.cli;

import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;

/** The standard output for many lines: buffered, and UTF-8 whatever the terminal says. */
final class Out {
    private static final int BUFFER_BYTES = 1 << 16;

    private Out() {}

    static PrintStream standard() {
        return new PrintStream(
                new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES),
                false,
                StandardCharsets.UTF_8);
    }
}
