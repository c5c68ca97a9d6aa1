package imprimatur.cases;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A page of a longer list; {@code next} is the cursor of the page after, null on the last. */
public record Page<T>(List<T> items, @Nullable String next) {
    public Page {
        items = List.copyOf(items);
    }
}
