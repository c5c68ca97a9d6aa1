package imprimatur.bench.images;

import imprimatur.imaging.Decoded;
import imprimatur.imaging.PdqHash;
import imprimatur.imaging.PdqHasher;
import imprimatur.imaging.Picture;
import imprimatur.imaging.SafeDecoder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** Bytes of a file → pictures, and a picture → its hashes, on one core. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 3, time = 3)
public class ImagesBench {
    /** A file. */
    @State(Scope.Thread)
    public static class OfFile {
        /** Its path. */
        @Param("")
        public String file = "";

        private byte[] bytes = {};
        private final SafeDecoder decoder = new SafeDecoder();

        /** Reads it. */
        @Setup
        public void read() throws IOException {
            bytes = Files.readAllBytes(Path.of(file));
        }
    }

    /** A square picture. */
    @State(Scope.Thread)
    public static class OfPicture {
        /** Pixels. */
        @Param({"512", "1024", "3000"})
        public int side = 1;

        private Picture picture = new Picture(1, 1, new byte[3]);

        /** Draws it. */
        @Setup
        public void draw() {
            picture = Robustness.picture(Drawing.of(1, side, side));
        }
    }

    /** File → picture. */
    @Benchmark
    public Decoded<Integer> decode(OfFile of) {
        return of.decoder.decode(of.bytes, Picture::width);
    }

    /** Picture → the hash in its eight forms, and its quality. */
    @Benchmark
    public PdqHash hash(OfPicture of) {
        return PdqHasher.hash(of.picture);
    }
}
