package imprimatur.base;

import java.time.Duration;

/** Every bound of the system, named here and nowhere else. Sizes in bytes, lengths in characters. */
public final class Limits {
    /** API Gateway takes 10 MB; no body of ours is near it. */
    public static final int HTTP_BODY_BYTES = 256 * 1024;

    /** Fields of a form that a page of ours sends. */
    public static final int FORM_FIELDS = 8;

    public static final int PROMPT_CHARS = 16_000;
    public static final int ID_CHARS = 128;
    public static final int SHORT_TEXT_CHARS = 256;
    public static final int LONG_TEXT_CHARS = 10_000;
    public static final int URLS_A_NOTICE = 50;
    public static final int URL_CHARS = 2_048;
    public static final int REFERENCE_IMAGES = 8;

    /** Largest upload that is scanned; a larger one is held for review. */
    public static final int IMAGE_BYTES = 20 * 1024 * 1024;

    public static final int IMAGE_SIDE_PIXELS = 16_384;
    public static final long IMAGE_PIXELS = 50_000_000;
    public static final int IMAGE_FRAMES = 64;

    /** PDQ: a match is a Hamming distance up to this (Meta's recommendation). */
    public static final int PDQ_DISTANCE = 31;

    /** PDQ: a hash of lower quality (0–100) is not used for matching. */
    public static final int PDQ_QUALITY = 50;

    /** Sum over all frames of an animation. */
    public static final long ANIMATION_PIXELS = 100_000_000;

    /** Scans of a progressive JPEG; encoders use about ten, a decoder's time grows with each. */
    public static final int JPEG_SCANS = 64;

    /** Chunks of a PNG or WebP, and segments of a JPEG, that are looked at. */
    public static final int IMAGE_CHUNKS = 50_000;

    /** How long one image may take to decode and hash. */
    public static final Duration DECODE_TIME = Duration.ofSeconds(15);

    /** How old the scan's copy of the hash banks may be. */
    public static final Duration BANK_REFRESH = Duration.ofSeconds(10);

    /** Newest images of an account that are compared when near copies are looked for. */
    public static final int NEAR_COPY_CANDIDATES = 500;

    /** Versions of one image that are preserved, removed and restored. */
    public static final int IMAGE_VERSIONS = 1_000;

    public static final int MAIL_BYTES = 10 * 1024 * 1024;
    public static final int MAIL_PARTS = 200;
    public static final int MAIL_DEPTH = 20;
    public static final int MAIL_HEADERS = 500;
    public static final int MAIL_HEADER_BYTES = 64 * 1024;

    /** Of the text parts of one mail, decoded, that are looked at for links; the rest is in the raw mail. */
    public static final int MAIL_TEXT_BYTES = 1024 * 1024;

    /** Attachments of a mail that a notice lists by name. */
    public static final int ATTACHMENTS_LISTED = 20;

    /** Places in a notice that may name an image, and are looked up. */
    public static final int LINK_CANDIDATES = 100;

    /** Events of one batch of {@code POST /v1/events}. */
    public static final int EVENTS_A_BATCH = 100;

    public static final int PAGE_ITEMS = 50;
    public static final int IMAGES_A_CASE = 100;
    public static final int NOTICES_SHOWN_A_CASE = 100;

    /** Attempts at an optimistic write before the caller gets a conflict. */
    public static final int WRITE_ATTEMPTS = 12;

    public static final Duration CALL_TIMEOUT = Duration.ofSeconds(5);
    public static final Duration IDEMPOTENCY = Duration.ofHours(24);
    public static final Duration CLAIM = Duration.ofMinutes(30);
    public static final Duration APPEAL_WINDOW = Duration.ofDays(183);

    /** How long a second person has to answer before the question goes to the admins, and then again. */
    public static final Duration APPROVAL_DUE = Duration.ofHours(24);

    /** How long an appeal may wait before its keepers are reminded. */
    public static final Duration APPEAL_DUE = Duration.ofDays(7);

    /** Longest temporary suspension; an execution of Step Functions, which lifts it, lives a year at most. */
    public static final int SUSPENSION_DAYS = 300;

    /** Attempts at an append to the audit log, whose one head all writers share. */
    public static final int AUDIT_ATTEMPTS = 40;

    /** Most credits that one entry of the ledger adds. */
    public static final long CREDITS = 1_000_000_000;

    public static final int POLICY_CHARS = 1024 * 1024;
    public static final int POLICY_RULES = 500;
    public static final int POLICY_PROBLEMS_SHOWN = 20;

    /**
     * A claimed idempotency key whose request has not finished by then is free again; longer than any request takes.
     */
    public static final Duration IDEMPOTENCY_CLAIM = Duration.ofSeconds(30);

    /** How long a usage event's id is remembered; an older event is refused, since it could count twice. */
    public static final Duration EVENT_REMEMBERED = Duration.ofDays(7);

    /** How far ahead of ours a sender's clock may be. */
    public static final Duration CLOCK_SKEW = Duration.ofMinutes(5);

    public static final Duration DAILY_USAGE_KEPT = Duration.ofDays(400);
    public static final int USAGE_DAYS_SHOWN = 31;

    /** Within which variants of a refused prompt are counted, and for which an account that probes is slowed. */
    public static final Duration PROBING_WINDOW = Duration.ofMinutes(10);

    /** Refused prompts that a further one resembles before its sender is held to be probing. */
    public static final int PROBING_VARIANTS = 3;

    /** Checks that a probing account has a minute, where its plan has more. */
    public static final int PROBING_CHECKS_A_MINUTE = 5;

    /** Refused prompts that are remembered of an account, a device or an address. */
    public static final int ATTEMPTS_KEPT = 16;

    /** Of a prompt, the part that it is recognised by. */
    public static final int SKETCHED_CHARS = 4_000;

    /** Texts in one request of {@code POST /v1/moderations}; each counts as a check. */
    public static final int MODERATION_INPUTS = 32;

    /** How long a second opinion is waited for. */
    public static final Duration SECOND_OPINION = Duration.ofMillis(1_500);

    /** Failures in a row after which a service is not called for a while. */
    public static final int BREAKER_FAILURES = 3;

    public static final Duration BREAKER_PAUSE = Duration.ofSeconds(30);

    /** Of an image's metadata, inflated, that its origin is read from. */
    public static final int METADATA_BYTES = 8 * 1024 * 1024;

    /** Boxes and items in one container of an image's metadata. */
    public static final int METADATA_BOXES = 20_000;

    /** How deep they lie in each other. */
    public static final int METADATA_DEPTH = 32;

    /** How long changes of the hash banks are remembered; a snapshot is never that old. */
    public static final Duration BANK_CHANGES_KEPT = Duration.ofDays(7);

    /** How long a change of the banks that was announced may take to be made, clocks that differ included. */
    public static final Duration BANK_OVERLAP = Duration.ofMinutes(2);

    /** Entries whose change is announced at once. */
    public static final int BANK_CHANGES_AT_ONCE = 100;

    /** Accounts that one hash matches in a day before a person is asked whether it is right. */
    public static final int BANK_ACCOUNTS_A_DAY = 20;

    /** Entries besides the one that decides whose match with an image is counted. */
    public static final int BANK_MATCHES = 16;

    /** Characters of one line of a hash bank's file. */
    public static final int BANK_LINE_CHARS = 4_096;

    /** Longer side of what models look at; a larger picture is shrunk to it. */
    public static final int LOOK_PIXELS = 1_024;

    /** How long models may look at one image, unless the policy says otherwise, and the longest that it may say. */
    public static final Duration LOOK_TIME = Duration.ofSeconds(8);

    public static final Duration LOOK_TIME_MOST = Duration.ofSeconds(15);

    /** Lines of text that are read in one image; one with more is held for a person. */
    public static final int TEXT_LINES = 48;

    /** A profile of behaviour as it is kept. */
    public static final int PROFILE_BYTES = 4 * 1024;

    /** Events of an account among which a duplicate is known. */
    public static final int FINGERPRINTS = 48;

    /** After which addresses and devices are hashed under another key. */
    public static final Duration PSEUDONYM_SPAN = Duration.ofDays(90);

    /** Accounts that are remembered of one thing that links them; more are a crowd. */
    public static final int LINKED_ACCOUNTS = 24;

    /** Within which two uses of the same thing link accounts. */
    public static final Duration LINK_KEPT = Duration.ofDays(14);

    /** How long the profile of an account is kept that does nothing. */
    public static final Duration PROFILE_KEPT = Duration.ofDays(60);

    /** Before the same finding is raised again. */
    public static final Duration FINDING_STANDS = Duration.ofDays(7);

    /** How much of the standard input one line of events may be. */
    public static final int EVENT_LINE_CHARS = 64 * 1024;

    /** How long a generation is held to run that nobody has reported as ended. */
    public static final Duration GENERATION_LEASE = Duration.ofMinutes(2);

    /** How long an account that is over its limit is answered from memory; never longer than the limit holds. */
    public static final Duration REFUSAL_REMEMBERED = Duration.ofSeconds(5);

    /** Accounts over their limit that a process remembers. */
    public static final int REFUSALS_REMEMBERED = 10_000;

    /** Refusals in a row after which an account is answered from memory. */
    public static final int REFUSALS_IN_A_ROW = 10;

    /** Keys whose account a process remembers. */
    public static final int KEYS_REMEMBERED = 10_000;

    /** How long before its deadline a case is said to be due soon. */
    public static final Duration DUE_SOON = Duration.ofHours(1);

    /** Alarms that one run raises; the next run goes on. */
    public static final int ALARMS_A_RUN = 1_000;

    /** Cases that were merged into each other, one after the other. */
    public static final int MERGES_FOLLOWED = 20;

    /** Near copies whose open case a notice may join, and that a new case speaks for. */
    public static final int KIN_A_CASE = 40;

    /** Notices that one split moves; they and the cases are one transaction. */
    public static final int NOTICES_A_SPLIT = 50;

    /** Cases that are tried before whoever asks for the next one hears that there is none. */
    public static final int CLAIMS_TRIED = 200;

    /** Near copies of an image that are shown beside it. */
    public static final int SIMILAR_SHOWN = 20;

    /** How long a link to a picture lives. */
    public static final Duration PICTURE_LINK = Duration.ofMinutes(1);

    /** Of a notice, the part that its kind is told from. */
    public static final int CLASSIFIED_CHARS = 20_000;

    /** How far apart words of a notice may be that only mean something together. */
    public static final int WORDS_TOGETHER_CHARS = 120;
    /** Links of one HTML mail that are looked at. */
    public static final int LINKS_A_MAIL = 2_000;

    /** Lines that one link of a mail may be broken into. */
    public static final int LINK_LINES = 12;

    /** How often a link within a link is unwrapped. */
    public static final int LINK_LAYERS = 4;

    /** Images of one notice that are examined, each in its own case. */
    public static final int IMAGES_A_NOTICE = 20;

    /** Decisions of which it is remembered how they counted for a reporter. */
    public static final int DECISIONS_REMEMBERED = 100;

    /** Notices that each have an event of their own in a case; those that follow are its crowd. */
    public static final int NOTICES_BY_EVENT = NOTICES_SHOWN_A_CASE;

    /** Senders of a crowd that are answered by one message. */
    public static final int ANSWERS_AT_ONCE = 25;

    /** Reports that one address may send by the form a minute, and a trusted flagger. */
    public static final int REPORTS_A_MINUTE = 30;

    public static final int TRUSTED_REPORTS_A_MINUTE = 300;

    /** Mails of one address an hour that are acknowledged one by one; the rest are taken without a letter. */
    public static final int LETTERS_AN_HOUR = 100;

    /** Messages of a dead-letter queue that are looked at, and that one call puts back. */
    public static final int DEAD_LETTERS_SHOWN = 50;

    public static final int DEAD_LETTERS_MOVED = 500;

    /** Accounts whose pool a process remembers. */
    public static final int POOLS_REMEMBERED = 10_000;

    /** How long no link joins an account to a pool after a person has released it. */
    public static final Duration POOL_RELEASE = Duration.ofDays(180);

    /** How often a process that is at work looks for a newer policy, and how old its answer may be when it decides. */
    public static final Duration POLICY_REFRESH = Duration.ofSeconds(30);

    public static final Duration POLICY_STALE = Duration.ofSeconds(55);

    /** Recorded decisions that one replay of a draft reads, newest first; the command has no such bound. */
    public static final int REPLAY_DECISIONS = 5_000;

    /** How long it may take to read and replay them. */
    public static final Duration REPLAY_TIME = Duration.ofSeconds(8);

    /** Accounts of which a replay looks up whether they were good before. */
    public static final int REPLAY_ACCOUNTS = 100;

    /** Rows that a replay shows of each kind. */
    public static final int REPLAY_ROWS = 50;

    /** Partitions of the index over a day's decisions; each takes what one partition of DynamoDB takes. */
    public static final int DECISION_SHARDS = 8;

    /** An image in a request of {@code POST /v1/moderations}; in base64 it fits into the 6 MB that a function takes. */
    public static final int MODERATION_IMAGE_BYTES = 4 * 1024 * 1024;

    /** The body of such a request: the image in base64, and texts beside it. */
    public static final int MODERATION_BODY_BYTES = MODERATION_IMAGE_BYTES / 3 * 4 + HTTP_BODY_BYTES;

    /** How long an image in a request is waited for. */
    public static final Duration LOOK_CALL = Duration.ofSeconds(22);

    /** How long one call of a second look at an image may take, all attempts together. */
    public static final Duration SECOND_LOOK_CALL = Duration.ofSeconds(5);

    /** Attempts of such a call, with backoff and jitter between them. */
    public static final int SECOND_LOOK_ATTEMPTS = 3;

    private Limits() {}
}
