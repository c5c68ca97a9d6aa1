package imprimatur.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import imprimatur.base.ImprimaturException.Unavailable;
import imprimatur.base.Limits;
import imprimatur.cases.Case;
import imprimatur.cases.CaseEvent;
import imprimatur.cases.CaseFold;
import imprimatur.cases.CaseStatus;
import imprimatur.cases.Notice;
import imprimatur.cases.Subject;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever the order of deliveries, however often each comes and whatever fails meanwhile: the same cases. */
class SchedulesTest {
    private static final int SCHEDULES = 100;
    private static final List<String> SERVICES = List.of("ses", "events", "kms", "s3", "dynamo");
    private static final List<String> SECTIONS = List.of("", "2.2", "2.3", "2.6");

    /** What must not depend on the schedule: of each subject, who joined, how grave and how urgent it is. */
    private record Outcome(Subject subject, Set<String> notices, Instant due, String section) {}

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void anyInterleavingOfDeliveriesGivesTheSameCases(long seed) {
        var random = new Random(seed);
        var notices = notices(random);
        var expected = run(notices, new Random(0), false);
        assertEquals(ids(notices), namedIn(expected));
        for (var schedule = 0; schedule < SCHEDULES; schedule++) {
            assertEquals(expected, run(notices, random, true), "seed " + seed + ", schedule " + schedule);
        }
    }

    /** Eight senders about three images, an account and things unknown; two notices name two images each. */
    private static List<Notice> notices(Random random) {
        var notices = new ArrayList<Notice>();
        for (var i = 0; i < 24; i++) {
            var section = SECTIONS.get(random.nextInt(SECTIONS.size()));
            var image = i % 6 == 5 ? null : "img0" + (1 + random.nextInt(3));
            var also = i < 2 ? " and img0" + (1 + random.nextInt(3)) : "";
            notices.add(new Notice(
                    "ntc_" + "%026d".formatted(i),
                    i % 2 == 0 ? Notice.Channel.FORM : Notice.Channel.MAIL,
                    World.NOW.plusSeconds(random.nextInt(600)),
                    section.isEmpty() ? null : section,
                    "it is wrong" + also,
                    List.of(),
                    image,
                    i % 12 == 5 ? "acme" : null,
                    null,
                    i % 4 == 3 ? null : "r" + i % 8 + "@example.com",
                    true,
                    "en"));
        }
        return notices;
    }

    private static Set<String> ids(List<Notice> notices) {
        var ids = new TreeSet<String>();
        notices.forEach(notice -> ids.add(notice.id()));
        return ids;
    }

    /** Ids of the notices themselves, those of their parts left out; each is in one case. */
    private static Set<String> namedIn(Set<Outcome> outcomes) {
        var all = new ArrayList<String>();
        outcomes.forEach(outcome -> all.addAll(outcome.notices()));
        assertEquals(all.size(), new HashSet<>(all).size(), "a notice is in two cases");
        var own = new TreeSet<>(all);
        own.removeIf(id -> !id.matches("ntc_0{20}\\d{6}"));
        return own;
    }

    private static Set<Outcome> run(List<Notice> notices, Random random, boolean disturbed) {
        var world = new World();
        world.images.with("img02", "acme").with("img03", "bob");
        var wiring = world.wiring();
        var queue = new ArrayDeque<>(disturbed ? deliveries(notices, random) : notices);
        while (!queue.isEmpty()) {
            var notice = queue.poll();
            if (disturbed && random.nextInt(4) == 0) {
                world.down.add(SERVICES.get(random.nextInt(SERVICES.size())));
            }
            try {
                wiring.processor().process(notice);
            } catch (Unavailable e) {
                queue.add(notice);
            }
            world.down.clear();
        }
        var letters = new HashMap<String, Integer>();
        world.sent.forEach(mail -> letters.merge(mail.subject(), 1, Integer::sum));
        assertTrue(letters.values().stream().allMatch(count -> count == 1 || disturbed), letters.toString());
        assertEquals(
                notices.stream()
                        .filter(notice -> notice.reporterEmail() != null)
                        .count(),
                letters.size());
        return outcomes(world);
    }

    /** Each one to three times, in any order. */
    private static List<Notice> deliveries(List<Notice> notices, Random random) {
        var deliveries = new ArrayList<Notice>();
        for (var notice : notices) {
            deliveries.addAll(Collections.nCopies(1 + random.nextInt(3), notice));
        }
        Collections.shuffle(deliveries, random);
        return deliveries;
    }

    private static Set<Outcome> outcomes(World world) {
        var outcomes = new HashSet<Outcome>();
        var subjects = new HashMap<Subject, String>();
        for (var found : world.cases.all(CaseStatus.OPEN)) {
            assertEquals(found, CaseFold.fold(found.id(), world.cases.events(found.id())));
            assertTrue(subjects.put(found.subject(), found.id()) == null, "two open cases of one subject");
            var subject = found.subject().kind() == Subject.Kind.NOTICE
                    ? new Subject(Subject.Kind.NOTICE, found.noticeIds().getFirst())
                    : found.subject();
            outcomes.add(new Outcome(subject, new TreeSet<>(found.noticeIds()), found.due(), graver(world, found)));
        }
        return outcomes;
    }

    private static String graver(World world, Case found) {
        var minors = found.noticeIds().stream()
                .flatMap(id -> world.cases.notice(id).stream())
                .anyMatch(notice -> "2.2".equals(notice.section()));
        assertEquals(minors, "2.2".equals(found.section()), "a case that any notice holds to be about minors is");
        return minors ? "2.2" : "other";
    }

    @ParameterizedTest
    @ValueSource(ints = {1_000})
    void aFloodIsOneCaseOfAFewEventsAndOneReceiptEach(int flood) {
        var world = new World();
        var wiring = world.wiring();
        for (var i = 0; i < flood; i++) {
            wiring.processor().process(about(i, "crowd" + i + "@example.com", null));
        }
        var only = world.cases.all(CaseStatus.OPEN);
        assertEquals(1, only.size());
        var head = only.getFirst();
        assertEquals(Limits.NOTICES_BY_EVENT + 1, world.cases.events(head.id()).size());
        assertEquals(flood, world.sent.size());
        assertEquals(1, world.published.size());

        wiring.processor().process(about(flood, "last@example.com", "2.2"));
        var graver = world.cases.find(head.id()).orElseThrow();
        assertEquals("2.2", graver.section(), "what makes the case graver is not lost in the crowd");

        world.sent.clear();
        var closed = world.cases.append(
                head.id(), graver.version(), new CaseEvent.Dismissed(World.NOW.plusSeconds(9), "ada", "fine"));
        wiring.letters().outcome(closed);
        while (!world.answers.isEmpty()) {
            var next = world.answers.removeFirst().split("@", 2);
            wiring.letters().crowd(next[0], next[1].equals("null") ? null : next[1]);
        }
        var told = new HashSet<String>();
        world.sent.forEach(mail -> told.add(mail.to()));
        assertEquals(flood + 1, world.sent.size());
        assertEquals(flood + 1, told.size());
        assertEquals(Map.of(), Map.copyOf(world.buried));
    }

    private static Notice about(int number, String email, @Nullable String section) {
        return new Notice(
                "ntc_" + "%026d".formatted(number),
                Notice.Channel.FORM,
                World.NOW,
                section,
                "see",
                List.of(),
                "img01",
                null,
                null,
                email,
                true,
                "en");
    }
}
