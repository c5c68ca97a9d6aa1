package imprimatur.report;

import imprimatur.base.Limits;
import imprimatur.imaging.ImageRecord;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.SequencedSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds the image that a notice is about among the links and words that people send. A link is only read, never
 * fetched; what names an image is decided by the table of images, so that the guesses here may be generous.
 */
final class LinkResolver {
    private static final String ID = "[A-Za-z0-9][A-Za-z0-9_-]{0,127}";

    /** A link up to what cannot belong to one, and the first word of the line after, should it have been wrapped. */
    private static final Pattern LINK = Pattern.compile(
            "https?://(?<link>[^\\s<>\"'()\\[\\]{}|\\\\^`\\u3000-\\u303f\\uff00-\\uffef]+)"
                    + "(?:(?=[ \\t]*\\r?\\n[> \\t]*(?<rest>[^\\s<>\"'()\\[\\]{}|\\\\^`\\u3000-\\u303f\\uff00-\\uffef]+)))?");

    private static final Pattern UPLOAD = Pattern.compile(
            "(?:^|/)incoming/(?<account>[^/?#&\\s]+)/(?<image>" + ID + ")\\.[A-Za-z0-9]{1,5}(?![A-Za-z0-9])");
    private static final Pattern API = Pattern.compile("/v1/images/(?<image>" + ID + ")");
    private static final Pattern WORD = Pattern.compile("(?<![A-Za-z0-9_/-])(?<image>img" + ID + ")");
    private static final Pattern BARE = Pattern.compile(ID);

    private final Function<String, Optional<ImageRecord>> images;

    /** @param images an image by its id */
    LinkResolver(Function<String, Optional<ImageRecord>> images) {
        this.images = images;
    }

    /** An image that a link seems to name; the account too where the link has one. */
    private record Candidate(String image, @Nullable String account) {
        boolean names(ImageRecord record) {
            return account == null || account.equals(record.account());
        }
    }

    /**
     * The first image named that is known.
     *
     * @param places links, ids and keys given as such, first the surest
     * @param text prose that may hold links or ids
     */
    Optional<ImageRecord> resolve(Collection<String> places, String text) {
        var candidates = new LinkedHashSet<Candidate>();
        for (var place : places) {
            inPlace(place.strip(), candidates);
        }
        inText(text, candidates);
        return candidates.stream()
                .limit(Limits.LINK_CANDIDATES)
                .flatMap(candidate -> images.apply(candidate.image()).filter(candidate::names).stream())
                .findFirst();
    }

    private static void inPlace(String place, SequencedSet<Candidate> candidates) {
        if (BARE.matcher(place).matches()) {
            candidates.add(new Candidate(place, null));
        }
        inLink(place, candidates);
        inText(place, candidates);
    }

    private static void inText(String text, SequencedSet<Candidate> candidates) {
        var links = LINK.matcher(text);
        while (links.find() && candidates.size() < Limits.LINK_CANDIDATES) {
            var rest = links.group("rest");
            if (rest != null) {
                inLink(links.group("link") + rest, candidates);
            }
            inLink(links.group("link"), candidates);
        }
        words(text, candidates);
    }

    /** As it stands, and decoded once and twice: mailers and redirectors wrap links in links. */
    private static void inLink(String link, SequencedSet<Candidate> candidates) {
        var form = link;
        for (var decoded = 0; decoded <= 2; decoded++) {
            var uploads = UPLOAD.matcher(form);
            while (uploads.find()) {
                candidates.add(new Candidate(uploads.group("image"), uploads.group("account")));
            }
            var calls = API.matcher(form);
            while (calls.find()) {
                candidates.add(new Candidate(calls.group("image"), null));
            }
            words(form, candidates);
            form = decode(form);
        }
    }

    private static void words(String text, SequencedSet<Candidate> candidates) {
        var words = WORD.matcher(text);
        while (words.find() && candidates.size() < Limits.LINK_CANDIDATES) {
            candidates.add(new Candidate(words.group("image"), null));
        }
    }

    private static String decode(String link) {
        try {
            return URLDecoder.decode(link.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return link;
        }
    }
}
