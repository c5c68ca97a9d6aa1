/** Image bytes to signals: safe decoding, SHA-256, PDQ, hash banks. */
@NullMarked
package imprimatur.imaging;

import org.jspecify.annotations.NullMarked;
