package imprimatur.report;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Body of {@code POST /v1/reports}, after Art. 16(2) of the Digital Services Act; {@link Intake} says what is needed.
 *
 * @param explanation why the sender holds the content for a violation
 * @param urls where it is
 * @param imageId the image, where the sender knows its id
 * @param account the account, where that is reported
 * @param section section of the policy, such as {@code 2.3}
 * @param email where answers go
 * @param goodFaith the sender believes that the report is accurate and complete
 * @param locale language of the answers
 */
record ReportRequest(
        @Nullable String explanation,
        @Nullable List<@Nullable String> urls,
        @Nullable String imageId,
        @Nullable String account,
        @Nullable String section,
        @Nullable String name,
        @Nullable String email,
        @Nullable Boolean goodFaith,
        @Nullable String locale) {}
