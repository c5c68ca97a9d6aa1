package imprimatur.report;

import imprimatur.base.ImprimaturException.TooLarge;
import imprimatur.base.Limits;
import imprimatur.report.MailParser.ParsedMail;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.james.mime4j.codec.DecoderUtil;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.field.address.LenientAddressParser;
import org.apache.james.mime4j.parser.AbstractContentHandler;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.Field;
import org.apache.james.mime4j.stream.ParserCursor;
import org.apache.james.mime4j.util.ContentUtil;
import org.jspecify.annotations.Nullable;

/** Collects headers, texts and the names of attachments while a mail streams by. */
final class MailContent extends AbstractContentHandler {
    private static final Set<String> UNANSWERED = Set.of("bulk", "junk", "list", "auto_reply");
    private static final Set<String> MACHINES = Set.of("mailer-daemon", "postmaster", "noreply", "no-reply");

    private final Headers mail = new Headers();
    private final Deque<List<Piece>> containers = new ArrayDeque<>();
    private final Deque<Boolean> alternatives = new ArrayDeque<>();
    private final Set<String> links = new LinkedHashSet<>();
    private final List<String> attachments = new ArrayList<>();
    private Headers part = mail;
    private int parts;
    private int depth;
    private int textBytes;

    MailContent() {
        containers.push(new ArrayList<>());
    }

    /** Text of one part; of alternatives the plain one is taken. */
    private record Piece(String text, boolean plain) {}

    @Override
    public void startMessage() {
        enter();
        part = depth == 1 ? mail : new Headers();
    }

    @Override
    public void endMessage() {
        depth--;
    }

    @Override
    public void startBodyPart() {
        enter();
        part = new Headers();
    }

    @Override
    public void endBodyPart() {
        depth--;
    }

    private void enter() {
        if (++depth > Limits.MAIL_DEPTH) {
            throw new TooLarge("the mail is nested deeper than " + Limits.MAIL_DEPTH);
        }
        if (++parts > Limits.MAIL_PARTS) {
            throw new TooLarge("the mail has more than " + Limits.MAIL_PARTS + " parts");
        }
    }

    @Override
    public void field(Field field) {
        part.add(field);
    }

    @Override
    public void endHeader() {
        // A mail within the mail: what was forwarded.
        if (part != mail && part.has("subject")) {
            current().add(new Piece(part.decoded("subject"), true));
        }
    }

    @Override
    public void startMultipart(BodyDescriptor descriptor) {
        alternatives.push("alternative".equals(descriptor.getSubType()));
        containers.push(new ArrayList<>());
    }

    @Override
    public void endMultipart() {
        var pieces = containers.pop();
        if (alternatives.pop()) {
            pieces.stream()
                    .filter(piece -> piece.plain() && !piece.text().isBlank())
                    .findFirst()
                    .or(() -> pieces.reversed().stream().findFirst())
                    .ifPresent(current()::add);
        } else {
            current().addAll(pieces);
        }
    }

    @Override
    public void body(BodyDescriptor descriptor, InputStream in) throws IOException {
        var type = descriptor.getMimeType().toLowerCase(Locale.ROOT);
        var attached =
                part.value("content-disposition").toLowerCase(Locale.ROOT).startsWith("attachment");
        if (attached || !(type.equals("text/plain") || type.equals("text/html"))) {
            if (attachments.size() < Limits.ATTACHMENTS_LISTED) {
                attachments.add(part.fileName() + " (" + type + ")");
            }
            return;
        }
        var bytes = in.readNBytes(Limits.MAIL_TEXT_BYTES - textBytes);
        textBytes += bytes.length;
        var text = Charsets.decode(bytes, descriptor.getCharset());
        if (type.equals("text/plain")) {
            current().add(new Piece(text, true));
        } else {
            var html = HtmlText.of(text);
            current().add(new Piece(html.text(), false));
            html.links().stream()
                    .limit(Math.max(0, Limits.URLS_A_NOTICE - links.size()))
                    .forEach(links::add);
        }
    }

    private List<Piece> current() {
        return containers.element();
    }

    ParsedMail parsed(String abuseMailbox) {
        var from = sender();
        var address = from == null ? null : from.getAddress();
        var text = String.join("\n\n", current().stream().map(Piece::text).toList())
                .strip();
        var subject = mail.decoded("subject");
        var language = mail.value("content-language");
        return new ParsedMail(
                mail.has("message-id") ? mail.value("message-id") : null,
                address != null && Addresses.isPlain(address) ? address : null,
                from == null ? null : from.getName(),
                subject,
                text,
                List.copyOf(links),
                attachments,
                Languages.of(language.isEmpty() ? null : language, subject + " " + text),
                automatic(address, abuseMailbox));
    }

    /** Parsed as bytes: by the parser's own count, characters beyond ASCII cut the address short. */
    private @Nullable Mailbox sender() {
        var from = ContentUtil.encode(StandardCharsets.UTF_8, mail.value("from"));
        var mailboxes = LenientAddressParser.DEFAULT
                .parseAddressList(from, new ParserCursor(0, from.length()))
                .flatten();
        return mailboxes.isEmpty() ? null : mailboxes.getFirst();
    }

    /** RFC 3834 and what is common beside it. */
    private boolean automatic(@Nullable String from, String abuseMailbox) {
        var submitted = mail.value("auto-submitted").split(";", 2)[0].strip();
        var local = from == null ? "" : from.substring(0, Math.max(0, from.indexOf('@')));
        return from == null
                || from.equalsIgnoreCase(abuseMailbox)
                || MACHINES.contains(local.toLowerCase(Locale.ROOT))
                || !(submitted.isEmpty() || submitted.equalsIgnoreCase("no"))
                || UNANSWERED.contains(mail.value("precedence").toLowerCase(Locale.ROOT))
                || (mail.has("return-path")
                        && mail.value("return-path").replaceAll("[<>\\s]", "").isEmpty())
                || mail.value("content-type").toLowerCase(Locale.ROOT).startsWith("multipart/report");
    }

    /** Header fields of one entity; of a repeated one the first counts. */
    private static final class Headers {
        private final Map<String, String> values = new HashMap<>();

        void add(Field field) {
            var raw = field.getRaw();
            var body = raw == null ? field.getBody() : afterColon(Charsets.decode(raw.toByteArray(), null));
            values.putIfAbsent(field.getName().toLowerCase(Locale.ROOT), body == null ? "" : body.strip());
        }

        private static String afterColon(String line) {
            return line.substring(line.indexOf(':') + 1).replaceAll("\\r?\\n", "");
        }

        boolean has(String name) {
            return values.containsKey(name);
        }

        String value(String name) {
            return values.getOrDefault(name, "");
        }

        /** With encoded words (RFC 2047) decoded. */
        String decoded(String name) {
            return DecoderUtil.decodeEncodedWords(value(name), StandardCharsets.UTF_8);
        }

        String fileName() {
            for (var name : List.of("content-disposition", "content-type")) {
                for (var parameter : decoded(name).split(";", -1)) {
                    var pair = parameter.split("=", 2);
                    if (pair.length == 2
                            && Set.of("filename", "name")
                                    .contains(pair[0].strip().toLowerCase(Locale.ROOT))) {
                        var quoted = pair[1].strip().replace("\"", "");
                        return quoted.substring(0, Math.min(quoted.length(), Limits.ID_CHARS));
                    }
                }
            }
            return "unnamed";
        }
    }
}
