package imprimatur.aws;

import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The environment of a function, read once; docs/architecture.md says what each variable is for.
 *
 * @param publicOrigin without a slash at the end
 * @param contentUrls patterns of the links by which the service shows its images, parted by white space
 * @param guardrailId of the Bedrock guardrail that gives second opinions; null for none
 * @param lookFunction ARN, with its alias, of the function that measures images in requests
 */
public record Environment(
        String accountsTable,
        String decisionsTable,
        String imagesTable,
        String usageTable,
        String casesTable,
        String ledgerTable,
        String banksTable,
        String auditTable,
        String policiesTable,
        String imagesBucket,
        String quarantineBucket,
        String evidenceBucket,
        String mailBucket,
        String banksBucket,
        String reportsQueueUrl,
        String uploadsDeadLettersUrl,
        String reportsDeadLettersUrl,
        String enforcementArn,
        String appealArn,
        String eventBus,
        String tokenKeyId,
        String abuseMailbox,
        String publicOrigin,
        Classifier classifier,
        int evidenceRetentionDays,
        int decisionRetentionDays,
        @Nullable String guardrailId,
        String guardrailVersion,
        String contentUrls,
        String lookFunction) {

    /** Which image classifier serves: the local models alone, or Rekognition for the uncertain band. */
    public enum Classifier {
        LOCAL,
        REKOGNITION
    }

    /** The environment of this process. */
    public static Environment read() {
        return from(System::getenv);
    }

    /**
     * Reads every variable through {@code lookup}.
     *
     * @throws IllegalStateException naming the variable that is missing or malformed
     */
    public static Environment from(Function<String, @Nullable String> lookup) {
        var in = new Reader(lookup);
        return new Environment(
                in.text("ACCOUNTS_TABLE"),
                in.text("DECISIONS_TABLE"),
                in.text("IMAGES_TABLE"),
                in.text("USAGE_TABLE"),
                in.text("CASES_TABLE"),
                in.text("LEDGER_TABLE"),
                in.text("BANKS_TABLE"),
                in.text("AUDIT_TABLE"),
                in.text("POLICIES_TABLE"),
                in.text("IMAGES_BUCKET"),
                in.text("QUARANTINE_BUCKET"),
                in.text("EVIDENCE_BUCKET"),
                in.text("MAIL_BUCKET"),
                in.text("BANKS_BUCKET"),
                in.text("REPORTS_QUEUE_URL"),
                in.text("UPLOADS_DEAD_LETTERS_URL"),
                in.text("REPORTS_DEAD_LETTERS_URL"),
                in.text("ENFORCEMENT_ARN"),
                in.text("APPEAL_ARN"),
                in.text("EVENT_BUS"),
                in.text("TOKEN_KEY_ID"),
                in.text("ABUSE_MAILBOX"),
                in.text("PUBLIC_ORIGIN").replaceAll("/+$", ""),
                in.classifier("CLASSIFIER"),
                in.days("EVIDENCE_RETENTION_DAYS"),
                in.days("DECISION_RETENTION_DAYS"),
                in.textOrNull("GUARDRAIL_ID"),
                in.text("GUARDRAIL_VERSION"),
                in.text("CONTENT_URLS"),
                in.text("LOOK_FUNCTION"));
    }

    private record Reader(Function<String, @Nullable String> lookup) {
        String text(String name) {
            var value = lookup.apply(name);
            if (value == null || value.isBlank()) {
                throw new IllegalStateException("the environment variable " + name + " is missing");
            }
            return value;
        }

        @Nullable
        String textOrNull(String name) {
            var value = lookup.apply(name);
            return value == null || value.isBlank() ? null : value;
        }

        Classifier classifier(String name) {
            return switch (text(name)) {
                case "local" -> Classifier.LOCAL;
                case "rekognition" -> Classifier.REKOGNITION;
                default -> throw new IllegalStateException(name + " must be local or rekognition");
            };
        }

        int days(String name) {
            try {
                var days = Integer.parseInt(text(name));
                if (days >= 1) {
                    return days;
                }
            } catch (NumberFormatException e) {
                throw new IllegalStateException(name + " must be a whole number of days, at least 1", e);
            }
            throw new IllegalStateException(name + " must be a whole number of days, at least 1");
        }
    }
}
