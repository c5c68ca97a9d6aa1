package imprimatur.bench;

import imprimatur.policy.Decision;
import imprimatur.policy.Policy;
import imprimatur.policy.PolicyLoader;
import imprimatur.screening.Canonical;
import imprimatur.screening.Canonicaliser;
import imprimatur.screening.Prompt;
import imprimatur.screening.Screener;
import imprimatur.screening.Screening;
import imprimatur.screening.model.Encoder;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The way of a prompt to its decision, on one core, prompt by prompt. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 2, time = 5)
@Measurement(iterations = 3, time = 5)
public class ScreeningBench {
    /** Folder of the project. */
    @Param("")
    public String root = "";

    private List<Prompt> prompts = List.of();
    private List<Screening> screenings = List.of();
    private final Screener screener = Screener.bundled();
    private final Screener lexicons = Screener.withoutClassifiers();
    private final Encoder encoder = Encoder.load(Encoder.Language.ENGLISH);
    private final Policy policy = PolicyLoader.bundled();
    private int next;

    /** Reads the prompts, and measures each once for the decisions. */
    @Setup
    public void prepare() {
        prompts = Prompts.ordinary(Path.of(root)).stream()
                .map(text -> new Prompt(text, null, "en"))
                .toList();
        screenings = prompts.stream().map(screener::screen).toList();
    }

    /** Prompt → readings without disguises. */
    @Benchmark
    public Canonical canonicalise() {
        return Canonicaliser.canonical(prompts.get(turn()).text());
    }

    /** Prompt → readings → signals of the lexicons. */
    @Benchmark
    public Screening canonicaliseAndLexicons() {
        return lexicons.screen(prompts.get(turn()));
    }

    /** Canonical text → embedding: what a prompt costs more where the first stage is not sure. */
    @Benchmark
    public float[] encode() {
        return encoder.embed(screenings.get(turn()).canonical());
    }

    /** Prompt → signals. */
    @Benchmark
    public Screening screen() {
        return screener.screen(prompts.get(turn()));
    }

    /** Signals → decision. */
    @Benchmark
    public Decision decide() {
        return policy.decide(screenings.get(turn()).signals(), Map.of());
    }

    /** Prompt → decision. */
    @Benchmark
    public Decision screenAndDecide() {
        return policy.decide(screener.screen(prompts.get(turn())).signals(), Map.of());
    }

    private int turn() {
        next = (next + 1) % prompts.size();
        return next;
    }
}
