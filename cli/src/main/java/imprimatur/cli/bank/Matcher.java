package imprimatur.cli.bank;

import imprimatur.base.Hashing;
import imprimatur.base.Json;
import imprimatur.base.Limits;
import imprimatur.imaging.BankEntry;
import imprimatur.imaging.Decoded;
import imprimatur.imaging.HashIndex;
import imprimatur.imaging.Pdq;
import imprimatur.imaging.PdqHash;
import imprimatur.imaging.PdqHasher;
import imprimatur.imaging.SafeDecoder;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Looks hashes and images up in banks, and prints a line of JSON for each entry that matches. */
public final class Matcher {
    private static final Pattern HASH = Pattern.compile("[0-9a-fA-F]{64}");
    private static final int BEST_QUALITY = 100;

    private final HashIndex banks;
    private final PrintWriter out;
    private final PrintWriter err;

    /** @param err is told of what cannot be looked up */
    public Matcher(HashIndex banks, PrintWriter out, PrintWriter err) {
        this.banks = banks;
        this.out = out;
        this.err = err;
    }

    /** One line: what was asked for, how far it is from the entry, and the entry with who put it there and why. */
    private record Line(String query, int distance, BankEntry entry) {}

    /**
     * Looks one up.
     *
     * @param query 64 hex digits, PDQ or SHA-256, as it is; or an image file, in all its eight forms
     * @return whether it could be looked up
     */
    public boolean match(String query) {
        if (HASH.matcher(query).matches()) {
            var hash = query.toLowerCase(Locale.ROOT);
            print(query, hash, List.of(new PdqHash(List.of(Pdq.parse(hash)), BEST_QUALITY)));
            return true;
        }
        try {
            return matchFile(query);
        } catch (IOException e) {
            return refused(query, "is neither a hash of 64 hex digits nor a file that can be read");
        }
    }

    private boolean matchFile(String query) throws IOException {
        var file = Path.of(query);
        if (Files.size(file) > Limits.IMAGE_BYTES) {
            return refused(query, "has more than " + Limits.IMAGE_BYTES + " bytes");
        }
        var bytes = Files.readAllBytes(file);
        return switch (new SafeDecoder().decode(bytes, PdqHasher::hash)) {
            case Decoded.Frames<PdqHash> frames -> {
                print(query, Hashing.sha256(bytes), frames.frames());
                yield true;
            }
            case Decoded.Undecodable<PdqHash> undecodable -> {
                print(query, Hashing.sha256(bytes), List.of());
                yield refused(query, undecodable.reason() + "; it was looked up by its bytes alone");
            }
        };
    }

    private void print(String query, String sha256, List<PdqHash> frames) {
        banks.all(sha256, frames)
                .forEach(match -> out.println(Json.write(new Line(query, match.distance(), match.entry()))));
        out.flush();
    }

    private boolean refused(String query, String reason) {
        err.println(query + ": " + reason);
        err.flush();
        return false;
    }
}
