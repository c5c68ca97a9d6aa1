package imprimatur.cli.local;

import imprimatur.base.ImprimaturException;
import imprimatur.base.Json;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;

/** Keeps the {@link State} in a file that only its owner can read, since it holds keys and passwords. */
public final class StateFile {
    private final Path path;

    public StateFile(Path path) {
        this.path = path;
    }

    /** What the file says; empty where there is none or it was written by another version. */
    public Optional<State> read() {
        try {
            return Optional.of(Json.read(Files.readString(path), State.class));
        } catch (NoSuchFileException | ImprimaturException.BadInput e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Replaces the file in one step, so that a reader never sees half of it. */
    public void write(State state) {
        try {
            Files.createDirectories(path.toAbsolutePath().getParent());
            var owner = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
            var fresh = Files.createTempFile(path.toAbsolutePath().getParent(), "state", ".json", owner);
            Files.writeString(fresh, Json.write(state));
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void delete() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Stops what a stack that ended without cleaning up has left, and forgets it.
     *
     * @return how many processes were still there
     */
    public int clean() {
        var left = read().map(State::processes).orElseGet(java.util.List::of).stream()
                .map(State.Running::id)
                .filter(ProcessId::alive)
                .toList();
        left.reversed().forEach(ProcessId::stop);
        delete();
        return left.size();
    }

    /**
     * The stack that runs.
     *
     * @throws LocalException where none does
     */
    public static State running() {
        return new StateFile(Project.find().stateFile())
                .read()
                .filter(found -> found.ready() && found.supervisor().alive())
                .orElseThrow(() -> new LocalException("Nothing runs. To start: ./imprimatur up --detach"));
    }
}
