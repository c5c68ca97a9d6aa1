package imprimatur.report;

import imprimatur.base.Hashing;
import imprimatur.base.ImprimaturException.TooLarge;
import imprimatur.base.Limits;
import imprimatur.cases.Attachment;
import imprimatur.report.MailParser.ParsedMail;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HexFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.james.mime4j.dom.address.Mailbox;
import org.apache.james.mime4j.parser.AbstractContentHandler;
import org.apache.james.mime4j.stream.BodyDescriptor;
import org.apache.james.mime4j.stream.Field;

/** Collects headers, texts and what is to be known of attachments while a mail streams by. */
final class MailContent extends AbstractContentHandler {
    private static final Set<String> PLAIN = Set.of("", "text", "text/plain", "text/markdown", "text/enriched");
    private static final int BUFFER_BYTES = 8 * 1024;

    private final Headers mail = new Headers();
    private final Deque<List<Piece>> containers = new ArrayDeque<>();
    private final Deque<Boolean> alternatives = new ArrayDeque<>();
    private final Set<String> links = new LinkedHashSet<>();
    private final List<Attachment> attachments = new ArrayList<>();
    private Headers part = mail;
    private int parts;
    private int depth;
    private int textBytes;

    MailContent() {
        containers.push(new ArrayList<>());
    }

    /** Text of one part. */
    private record Piece(String text, boolean plain) {
        /** Some programs put a line such as "this mail needs HTML" where the words should be. */
        boolean saysAsMuchAs(Piece other) {
            return text.length() * 4 >= other.text.length();
        }
    }

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
        alternatives.push("alternative".equalsIgnoreCase(descriptor.getSubType()));
        containers.push(new ArrayList<>());
    }

    @Override
    public void endMultipart() {
        var pieces = containers.pop();
        if (alternatives.pop()) {
            chosen(pieces).forEach(current()::add);
        } else {
            current().addAll(pieces);
        }
    }

    /** The plain alternative where it says what the other does, else all that are not plain. */
    private static Stream<Piece> chosen(List<Piece> pieces) {
        var rich = pieces.stream().filter(piece -> !piece.plain()).toList();
        var longest =
                rich.stream().mapToInt(piece -> piece.text().length()).max().orElse(0);
        var plain = pieces.stream()
                .filter(piece -> piece.plain() && !piece.text().isBlank())
                .filter(piece ->
                        longest < Limits.SHORT_TEXT_CHARS || rich.stream().allMatch(piece::saysAsMuchAs))
                .toList();
        return plain.isEmpty() ? rich.stream() : plain.stream();
    }

    @Override
    public void body(BodyDescriptor descriptor, InputStream in) throws IOException {
        var type = part.has("content-type") ? part.keyword("content-type") : "text/plain";
        // A body of several parts that names no boundary cannot be taken apart; it is read as it stands.
        var plain = PLAIN.contains(type) || type.startsWith("multipart/");
        var attached = part.keyword("content-disposition").equals("attachment")
                || part.parameters("content-disposition").get("filename").isPresent();
        if (attached || !(plain || type.equals("text/html"))) {
            attach(type, in);
            return;
        }
        var bytes = in.readNBytes(Limits.MAIL_TEXT_BYTES - textBytes);
        textBytes += bytes.length;
        var parameters = part.parameters("content-type");
        var text = Charsets.decode(bytes, parameters.get("charset").orElse(null));
        if (plain) {
            var flowed =
                    parameters.get("format").filter("flowed"::equalsIgnoreCase).isPresent();
            var deleted =
                    parameters.get("delsp").filter("yes"::equalsIgnoreCase).isPresent();
            current().add(new Piece(flowed ? FlowedText.unwrap(text, deleted) : text, true));
        } else {
            var html = HtmlText.of(text);
            current().add(new Piece(html.text(), false));
            html.links().stream()
                    .limit(Math.max(0, Limits.LINKS_A_MAIL - links.size()))
                    .forEach(links::add);
        }
    }

    /** Its bytes are counted and hashed as they stream by; nothing looks into them. */
    private void attach(String type, InputStream in) throws IOException {
        if (attachments.size() == Limits.ATTACHMENTS_LISTED) {
            return;
        }
        var digest = Hashing.newSha256();
        var buffer = new byte[BUFFER_BYTES];
        var size = 0L;
        for (var read = in.read(buffer); read >= 0; read = in.read(buffer)) {
            digest.update(buffer, 0, read);
            size += read;
        }
        var shown = type.substring(0, Math.min(type.length(), Limits.ID_CHARS));
        var sha256 = HexFormat.of().formatHex(digest.digest());
        attachments.add(new Attachment(part.fileName().orElse("unnamed"), shown, size, sha256));
    }

    private List<Piece> current() {
        return containers.element();
    }

    ParsedMail parsed(String abuseMailbox) {
        var from = mail.mailboxes("from").stream().findFirst().orElse(null);
        var answer = Stream.concat(Stream.ofNullable(from), mail.mailboxes("reply-to").stream())
                .map(Mailbox::getAddress)
                .filter(address -> Addresses.isPlain(address) && !Machines.isMachine(address))
                .findFirst()
                .orElse(null);
        var text = String.join("\n\n", current().stream().map(Piece::text).toList())
                .strip();
        var subject = mail.decoded("subject");
        var language = mail.value("content-language");
        return new ParsedMail(
                mail.has("message-id") ? mail.value("message-id") : null,
                answer,
                from == null || from.getName() == null ? null : EncodedWords.decode(from.getName()),
                subject,
                text,
                List.copyOf(links),
                attachments,
                Languages.of(language.isEmpty() ? null : language, subject + " " + text),
                Machines.sent(mail, answer, abuseMailbox));
    }
}
