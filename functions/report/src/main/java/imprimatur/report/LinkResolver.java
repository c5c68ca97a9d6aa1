package imprimatur.report;

import imprimatur.base.Limits;
import imprimatur.imaging.ImageRecord;
import imprimatur.report.ContentUrls.Candidate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Finds the images that a notice is about among the links and words that people send. A link is only read, never
 * fetched; what names an image is decided by the table of images, so that the guesses here may be generous.
 */
final class LinkResolver {
    private static final String ID = "[A-Za-z0-9][A-Za-z0-9_-]{0,127}";
    private static final Pattern WORD = Pattern.compile("(?i)(?<![A-Za-z0-9_/-])(?<image>img" + ID + ")");
    private static final Pattern BARE = Pattern.compile(ID);

    private final ContentUrls urls;
    private final Function<String, Optional<ImageRecord>> images;

    /**
     * Resolves links of these shapes.
     *
     * @param images an image by its id
     */
    LinkResolver(ContentUrls urls, Function<String, Optional<ImageRecord>> images) {
        this.urls = urls;
        this.images = images;
    }

    /**
     * The images named that are known, each once.
     *
     * @param places links, ids and keys given as such, first the surest
     * @param text prose that may hold links or ids
     */
    List<ImageRecord> resolve(Collection<String> places, String text) {
        var candidates = new LinkedHashSet<Candidate>();
        for (var place : places) {
            inPlace(place.strip(), candidates);
        }
        inText(text, candidates);
        var found = new LinkedHashMap<String, ImageRecord>();
        candidates.stream()
                .limit(Limits.LINK_CANDIDATES)
                .flatMap(this::known)
                .forEach(image -> found.putIfAbsent(image.id(), image));
        return List.copyOf(found.values());
    }

    /** Ids are in lower case; some programs are not. */
    private Stream<ImageRecord> known(Candidate candidate) {
        var lower = candidate.image().toLowerCase(Locale.ROOT);
        return images
                .apply(candidate.image())
                .or(() -> lower.equals(candidate.image()) ? Optional.empty() : images.apply(lower))
                .filter(image ->
                        candidate.account() == null || candidate.account().equalsIgnoreCase(image.account()))
                .stream();
    }

    /**
     * The links of a text that seem to name an image, and the words that do, as they stand there.
     *
     * @param most how many at most
     */
    List<String> places(String text, int most) {
        var plain = LinkText.plain(text);
        var found = new LinkedHashSet<String>();
        for (var link : LinkText.links(plain)) {
            var candidates = new LinkedHashSet<Candidate>();
            inLink(link, candidates);
            if (!candidates.isEmpty() && link.length() <= Limits.URL_CHARS) {
                found.add(link);
            }
        }
        var words = new LinkedHashSet<Candidate>();
        words(plain, words);
        words.forEach(word -> found.add(word.image()));
        return found.stream().limit(most).toList();
    }

    private void inPlace(String place, SequencedSet<Candidate> candidates) {
        if (BARE.matcher(place).matches()) {
            candidates.add(new Candidate(place, null));
        } else {
            var plain = LinkText.plain(place);
            // A key of the bucket, or a path.
            inLink(plain.split("/", 2)[0].contains(".") || plain.contains("://") ? plain : "/" + plain, candidates);
        }
    }

    private void inText(String text, SequencedSet<Candidate> candidates) {
        var plain = LinkText.plain(text);
        for (var link : LinkText.links(plain)) {
            if (candidates.size() >= Limits.LINK_CANDIDATES) {
                return;
            }
            inLink(link, candidates);
        }
        words(plain, candidates);
    }

    private void inLink(String link, SequencedSet<Candidate> candidates) {
        for (var form : new ArrayList<>(Gateways.layers(link))) {
            urls.find(form, candidates::add);
            words(form, candidates);
        }
    }

    private static void words(String text, SequencedSet<Candidate> candidates) {
        var words = WORD.matcher(text);
        while (words.find() && candidates.size() < Limits.LINK_CANDIDATES) {
            candidates.add(new Candidate(words.group("image"), null));
        }
    }
}
