/** What models see in a picture: sexual content, faces, text. */
@NullMarked
package imprimatur.imaging.model;

import org.jspecify.annotations.NullMarked;
