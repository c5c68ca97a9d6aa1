/**
 * The adapters: one class for one service or table, the only place that imports the AWS SDK. Failures of the SDK pass
 * through unchecked, so that a queue or a workflow retries; {@code imprimatur.aws.http} turns them into a 503.
 */
@NullMarked
package imprimatur.aws;

import org.jspecify.annotations.NullMarked;
