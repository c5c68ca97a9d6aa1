package imprimatur.screening;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Places of a reading that can be read in another way. */
final class Edits {
    private final List<Edit> edits = new ArrayList<>();

    private record Edit(int from, int to, String letters) {}

    /** In another way, the letters stand where a range of the reading is; the range is not empty. */
    void replace(int from, int to, String letters) {
        edits.add(new Edit(from, to, letters));
    }

    boolean isEmpty() {
        return edits.isEmpty();
    }

    /** The reading in the other way; of edits that overlap, the first added counts. */
    Traced apply(Traced reading) {
        var sorted = new ArrayList<>(edits);
        sorted.sort(Comparator.comparingInt(Edit::from));
        var out = new Traced.Builder(reading.length());
        var at = 0;
        for (var edit : sorted) {
            if (edit.from >= at) {
                out.add(reading, at, edit.from)
                        .add(edit.letters, reading.start(edit.from, edit.to), reading.end(edit.from, edit.to));
                at = edit.to;
            }
        }
        return out.add(reading, at, reading.length()).build();
    }
}
