package imprimatur.cli.training;

import imprimatur.cli.local.LocalException;
import imprimatur.cli.local.Project;
import imprimatur.screening.Screener;
import imprimatur.screening.model.Classifiers;
import imprimatur.screening.model.Encoder;
import imprimatur.screening.model.Models;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Data, corpus and what encoders say of them, for training and for judging. */
public final class Training implements AutoCloseable {
    private final Path data;
    private final Path corpus;
    private final Path styles;
    private final Path templates;
    private final Data reader;
    private final Embeddings english;
    private final Embeddings chinese;

    private Training(Path data, Path corpus, Path training, Path cache, Data reader) {
        this.data = data;
        this.corpus = corpus;
        this.styles = training.resolve("styles");
        this.templates = training.resolve("templates");
        this.reader = reader;
        this.english = new Embeddings(Encoder.Language.ENGLISH, cache);
        this.chinese = new Embeddings(Encoder.Language.CHINESE, cache);
    }

    /**
     * A training over these folders.
     *
     * @param data null for {@code ../shared/data}
     * @param corpus null for {@code training/corpus}
     * @throws LocalException naming a folder that is not there
     */
    public static Training of(Project project, @Nullable Path data, @Nullable Path corpus) {
        var sets = data == null ? project.root().resolve("../shared/data").normalize() : data;
        var own = corpus == null ? project.root().resolve("training/corpus") : corpus;
        for (var folder : List.of(sets, own)) {
            if (!Files.isDirectory(folder)) {
                throw new LocalException("There is no folder " + folder + ".");
            }
        }
        try {
            var names = Names.read(
                    sets.resolve("public-figures.txt"), project.root().resolve("policy/lexicons"));
            return new Training(
                    sets,
                    own,
                    project.root().resolve("training"),
                    project.root().resolve("target/training"),
                    new Data(names));
        } catch (IOException e) {
            throw new LocalException("The names of public figures cannot be read: " + e.getMessage());
        }
    }

    /** Trains on everything that is there to train on. */
    public Models train() {
        return new Trainer(english, chinese, false).train(examples());
    }

    /** Trains with less effort, where many trainings are compared. */
    Models trainFast(List<Example> examples) {
        return new Trainer(english, chinese, true).train(examples);
    }

    /** The whole screener with these weights, remembering what encoders said. */
    public Screener screener(Models models) {
        return Screener.with(Classifiers.of(models, english, chinese));
    }

    /** What may be trained on, in order; real users' prompts that are kept for judging are among it. */
    List<Example> examples() {
        var examples = new ArrayList<>(reader.read(data.resolve("train.jsonl.gz")));
        examples.addAll(reader.readAll(corpus, ".jsonl"));
        examples.addAll(reader.readAll(styles, ".jsonl"));
        examples.addAll(reader.readTemplates(templates));
        return examples;
    }

    /** What is never trained on. */
    List<Example> neverTrained() {
        return reader.read(data.resolve("dev.jsonl.gz"));
    }

    List<Example> read(Path file) {
        return reader.read(file);
    }

    /** SHA-256 of each file of weights. */
    public Map<String, String> digests(Path folder) throws IOException {
        var digests = new TreeMap<String, String>();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                var digest = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
                digests.put(file.getFileName().toString(), HexFormat.of().formatHex(digest));
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
        return digests;
    }

    @Override
    public void close() {
        english.close();
        chinese.close();
    }
}
