package imprimatur.cli;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** The standard input of many lines: buffered, and UTF-8 whatever the terminal says. */
final class In {
    private static final int BUFFER_CHARS = 1 << 16;

    private In() {}

    static BufferedReader standard() {
        return new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), BUFFER_CHARS);
    }
}
