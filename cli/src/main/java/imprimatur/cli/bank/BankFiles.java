package imprimatur.cli.bank;

import imprimatur.base.Limits;
import imprimatur.cli.local.LocalException;
import imprimatur.imaging.BankEntry;
import imprimatur.imaging.BankStore;
import imprimatur.imaging.HashIndex;
import imprimatur.imaging.bank.BankFileReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Function;

/** Files of hash banks: told line by line on the standard error where a line is bad. */
public final class BankFiles {
    private final PrintWriter err;
    private int read;
    private int bad;

    public BankFiles(PrintWriter err) {
        this.err = err;
    }

    /** Entries that were read so far. */
    public int read() {
        return read;
    }

    /** Lines that were left out so far. */
    public int bad() {
        return bad;
    }

    /**
     * The banks of these files, ready for lookup.
     *
     * @param defaults of the entries of each file
     */
    public HashIndex index(List<Path> files, Function<Path, BankFileReader.Defaults> defaults) {
        var entries = new ArrayList<BankEntry>();
        files.forEach(file -> read(file, defaults.apply(file), entries::add));
        return new HashIndex(entries);
    }

    /** Adds the entries of a file to a store; what is there already stays as it is. */
    public void add(Path file, BankFileReader.Defaults defaults, BankStore banks) {
        var batch = new ArrayList<BankEntry>();
        read(file, defaults, entry -> {
            batch.add(entry);
            if (batch.size() == Limits.BANK_CHANGES_AT_ONCE) {
                banks.addAllIfAbsent(List.copyOf(batch));
                batch.clear();
            }
        });
        if (!batch.isEmpty()) {
            banks.addAllIfAbsent(batch);
        }
    }

    private void read(Path file, BankFileReader.Defaults defaults, Consumer<BankEntry> entries) {
        try (var in = Files.newBufferedReader(file)) {
            read += new BankFileReader(defaults, entries, (line, reason) -> {
                        bad++;
                        err.println(file + ":" + line + ": " + reason);
                    })
                    .read(in);
        } catch (IOException e) {
            throw new LocalException("The bank " + file + " cannot be read.", e);
        } finally {
            err.flush();
        }
    }

    /** A bank's name from that of its file. */
    public static String name(Path file) {
        var name = file.getFileName().toString().replaceFirst("\\.[^.]*$", "");
        var plain = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-").replaceAll("^-+|-+$", "");
        return plain.isEmpty() ? "file" : plain.substring(0, Math.min(plain.length(), 64));
    }
}
