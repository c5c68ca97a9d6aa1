package imprimatur.cli.probe;

import imprimatur.cli.local.Project;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Lays out the tests' stack in a folder: its template, and its function both zipped and unpacked. */
public final class Probe {
    private Probe() {}

    /** The template's path. */
    public static Path layOut(Path folder) throws IOException {
        var from = Project.find().root().resolve("cli/src/test/resources/stack");
        Files.createDirectories(folder.resolve("workflows"));
        Files.copy(from.resolve("workflows/machine.asl.json"), folder.resolve("workflows/machine.asl.json"));
        try (OutputStream out = Files.newOutputStream(folder.resolve("function.zip"));
                var zip = new ZipOutputStream(out)) {
            for (var type : new Class<?>[] {ProbeHandler.class, ProbeHandler.OutOfInk.class}) {
                var name = type.getName().replace('.', '/') + ".class";
                try (var in = Probe.class.getClassLoader().getResourceAsStream(name)) {
                    if (in == null) {
                        throw new IOException("no class file of " + type);
                    }
                    var bytes = in.readAllBytes();
                    zip.putNextEntry(new ZipEntry(name));
                    zip.write(bytes);
                    zip.closeEntry();
                    var file = folder.resolve("function").resolve(name);
                    Files.createDirectories(file.getParent());
                    Files.write(file, bytes);
                }
            }
        }
        return Files.copy(from.resolve("template.yaml"), folder.resolve("template.yaml"));
    }
}
