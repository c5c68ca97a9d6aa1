package imprimatur.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.jar.JarFile;

/**
 * The native part of the runtime interface client, unpacked once. Left to itself each process unpacks it to one and the
 * same file in {@code /tmp}, over the one that another process has just loaded, and that other process crashes.
 */
final class NativeLibrary {
    /** Names the unpacked library to the client. */
    static final String PROPERTY = "com.amazonaws.services.lambda.runtime.api.client.runtimeapi.NativeClient.JNI";

    private NativeLibrary() {}

    /** Where {@link #unpack} puts it. */
    static Path in(Path scratch) {
        return scratch.resolve("libaws-lambda-jni.so");
    }

    /**
     * Unpacks the library for this machine; one that is in use stays as it is, since the file is replaced as a whole.
     */
    static void unpack(Path runtime, Path scratch) throws IOException {
        try (var jars = Files.newDirectoryStream(runtime, "aws-lambda-java-runtime-interface-client-*.jar")) {
            for (var path : jars) {
                try (var jar = new JarFile(path.toFile())) {
                    var entry = jar.getJarEntry("jni/libaws-lambda-jni." + platform() + ".so");
                    if (entry != null) {
                        var fresh = Files.createTempFile(scratch, "jni", ".so");
                        try (var in = jar.getInputStream(entry)) {
                            Files.copy(in, fresh, StandardCopyOption.REPLACE_EXISTING);
                        }
                        Files.move(
                                fresh,
                                in(scratch),
                                StandardCopyOption.ATOMIC_MOVE,
                                StandardCopyOption.REPLACE_EXISTING);
                        return;
                    }
                }
            }
        }
        throw new LocalException("AWS's Java runtime client has no library for " + platform() + " in " + runtime + ".");
    }

    private static String platform() {
        var arm = System.getProperty("os.arch").equals("aarch64");
        var musl = Files.exists(Path.of(arm ? "/lib/ld-musl-aarch64.so.1" : "/lib/ld-musl-x86_64.so.1"));
        return (musl ? "linux_musl-" : "linux-") + (arm ? "aarch_64" : "x86_64");
    }
}
