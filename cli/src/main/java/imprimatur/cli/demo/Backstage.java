package imprimatur.cli.demo;

import java.util.List;
import java.util.Map;

/** What the story does and sees beside the HTTP API: uploads, incoming mail, letters sent, locked evidence. */
public interface Backstage {
    /** Uploads to the images bucket. */
    void upload(String key, byte[] bytes, String contentType, Map<String, String> metadata);

    /** Delivers a raw mail to the abuse mailbox. */
    void deliver(String name, byte[] mime);

    /** Letters sent to an address, oldest first. */
    List<Letter> letters(String address);

    /** Keys of the evidence bucket below a prefix whose newest version is locked. */
    List<String> lockedEvidence(String prefix);

    /** A letter as sent. */
    record Letter(String subject, String text) {}
}
