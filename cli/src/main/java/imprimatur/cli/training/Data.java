package imprimatur.cli.training;

import imprimatur.base.Json;
import imprimatur.cli.local.LocalException;
import imprimatur.cli.training.Example.Kind;
import imprimatur.policy.Signal;
import imprimatur.screening.Prompt;
import imprimatur.screening.Screener;
import imprimatur.screening.model.Category;
import imprimatur.screening.model.Negations;
import imprimatur.screening.model.Ngrams;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** Reads labelled prompts in the order of their files, and brings them to what the models see. */
final class Data {
    /** Lines that follow each other were often written together. */
    private static final int BLOCK_LINES = 20;

    /** One block in so many of the real users' prompts is never trained on, so that flag rates can be measured. */
    static final int HELD_OUT = 8;

    private static final Set<String> CAPTIONS = Set.of("coco", "compbench", "geneval", "dpg", "tmpl_benign");
    private static final Set<String> USERS = Set.of("refl");

    private static final String MADE = "made_";

    private final Screener lexical = Screener.withoutClassifiers();
    private final Names names;

    Data(Names names) {
        this.names = names;
    }

    /** A line as it is in a file. */
    private record Line(
            String set,
            int number,
            String language,
            String text,
            Map<?, ?> labels,
            @Nullable String kind) {}

    /**
     * The prompts of one file of lines, packed where its name says so; the set is the line's own, else the file's name.
     */
    List<Example> read(Path file) {
        var lines = new ArrayList<Line>();
        try (var in = open(file);
                var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            var number = 0;
            for (var line = reader.readLine(); line != null; line = reader.readLine()) {
                if (!line.isBlank()) {
                    lines.add(line(file, number, line));
                }
                number++;
            }
        } catch (IOException e) {
            throw new LocalException(file + " cannot be read: " + e.getMessage());
        }
        return IntStream.range(0, lines.size())
                .parallel()
                .mapToObj(i -> example(lines.get(i)))
                .toList();
    }

    /** The prompts of all files of a folder with this ending, by name. */
    List<Example> readAll(Path folder, String ending) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(ending))
                    .sorted()
                    .flatMap(file -> read(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new LocalException("There is no folder " + folder + ".");
        }
    }

    /** The prompts that the templates of a folder make, by name of file: topic, then language. */
    List<Example> readTemplates(Path folder) {
        try (var files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".txt"))
                    .sorted()
                    .flatMap(file -> made(file).stream())
                    .toList();
        } catch (IOException e) {
            throw new LocalException("There is no folder " + folder + ".");
        }
    }

    private List<Example> made(Path file) {
        var name = file.getFileName().toString().split("\\.", -1);
        var prompts = Templates.read(file);
        return IntStream.range(0, prompts.size())
                .parallel()
                .mapToObj(i -> example(new Line(
                        MADE + name[0],
                        i,
                        name[1],
                        prompts.get(i).text(),
                        prompts.get(i).labels(),
                        null)))
                .toList();
    }

    private static InputStream open(Path file) throws IOException {
        var in = Files.newInputStream(file);
        return file.toString().endsWith(".gz") ? new GZIPInputStream(in, 1 << 16) : in;
    }

    private static Line line(Path file, int number, String text) {
        try {
            var map = Json.readMap(text);
            var kind = map.get("kind") instanceof String value ? value : null;
            var name = file.getFileName().toString().replaceFirst("\\.jsonl(\\.gz)?$", "");
            var set = map.get("set") instanceof String value ? value : kind != null ? "own_" + name : name;
            return new Line(
                    set,
                    number,
                    map.get("lang") instanceof String value ? value : "en",
                    (String) java.util.Objects.requireNonNull(map.get("text"), "text"),
                    map.get("labels") instanceof Map<?, ?> labels ? labels : Map.of(),
                    kind);
        } catch (RuntimeException e) {
            throw new LocalException(file + ":" + (number + 1) + ": no labelled prompt: " + e.getMessage());
        }
    }

    private Example example(Line line) {
        var seed = 31L * line.set().hashCode() + line.number();
        var raw = names.fill(line.text(), line.language(), seed);
        var screening = lexical.screen(new Prompt(raw, null, line.language()));
        var signals = screening.signals().stream().collect(Collectors.toMap(Signal::name, Signal::score));
        var text = Negations.removed(screening.canonical());
        var labels = new EnumMap<Category, Boolean>(Category.class);
        for (var category : Category.values()) {
            if (line.labels().get(category.code()) instanceof Number value) {
                labels.put(category, value.intValue() == 1);
            }
        }
        return new Example(
                line.set(),
                line.number() / BLOCK_LINES,
                line.language(),
                raw,
                text,
                Ngrams.of(text),
                signals,
                labels,
                kind(line));
    }

    private static Kind kind(Line line) {
        if (line.kind() != null) {
            return switch (line.kind()) {
                case "flag" -> Kind.OWN_FLAG;
                case "hard_negative" -> Kind.OWN_HARD;
                default -> Kind.OWN_BENIGN;
            };
        }
        if (line.set().startsWith(MADE)) {
            return Kind.MADE;
        }
        if (USERS.contains(line.set())) {
            return Kind.USER;
        }
        return CAPTIONS.contains(line.set()) ? Kind.CAPTION : Kind.PUBLIC;
    }

    /** Whether a prompt is kept for judging. */
    static boolean heldOut(Example example) {
        return example.kind() == Kind.USER && example.block() % HELD_OUT == HELD_OUT - 1;
    }
}
