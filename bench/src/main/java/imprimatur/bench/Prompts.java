package imprimatur.bench;

import imprimatur.base.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/** Ordinary traffic: lines of the training corpus, one in twenty of them flagged, always the same ones. */
final class Prompts {
    private static final int COUNT = 400;
    private static final int FLAGGED = COUNT / 20;

    private Prompts() {}

    /** @param root folder of the project */
    static List<String> ordinary(Path root) {
        var flagged = new ArrayList<String>();
        var harmless = new ArrayList<String>();
        for (var file : files(root.resolve("training/corpus"))) {
            for (var line : lines(file)) {
                var row = Json.readMap(line);
                var text = String.valueOf(row.get("text")).replace("{person}", "Ada Lovelace");
                ("flag".equals(row.get("kind")) ? flagged : harmless).add(text);
            }
        }
        Collections.shuffle(flagged, new Random(1));
        Collections.shuffle(harmless, new Random(2));
        var prompts = new ArrayList<>(harmless.subList(0, COUNT - FLAGGED));
        prompts.addAll(flagged.subList(0, FLAGGED));
        Collections.shuffle(prompts, new Random(3));
        return prompts;
    }

    private static List<Path> files(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".jsonl"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
