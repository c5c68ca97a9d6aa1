package imprimatur.base;

import org.jspecify.annotations.Nullable;

/**
 * The few ways in which a request can fail for a reason that its sender should hear. Each is mapped to its HTTP problem
 * in one place, {@code imprimatur.aws.http.Problems}; the message is the problem's {@code detail}, so it never holds a
 * prompt, an address or a key.
 */
public abstract sealed class ImprimaturException extends RuntimeException {
    private ImprimaturException(String detail) {
        super(detail);
    }

    private ImprimaturException(String detail, Throwable cause) {
        super(detail, cause);
    }

    /** What is wrong, in one line; with the field at fault where there is one. */
    public String reason() {
        return String.valueOf(getMessage());
    }

    /** The input is wrong at {@link #field}. */
    public static final class BadInput extends ImprimaturException {
        private final @Nullable String field;

        public BadInput(@Nullable String field, String detail) {
            super(detail);
            this.field = field;
        }

        /** The input field at fault, such as {@code prompt}; null where the whole body is. */
        public @Nullable String field() {
            return field;
        }

        @Override
        public String reason() {
            return field == null ? super.reason() : field + " " + super.reason();
        }
    }

    /** The input is larger than a limit of {@link Limits} allows. */
    public static final class TooLarge extends ImprimaturException {
        public TooLarge(String detail) {
            super(detail);
        }
    }

    /** Nobody is known by the credentials given. */
    public static final class Unauthenticated extends ImprimaturException {
        public Unauthenticated(String detail) {
            super(detail);
        }
    }

    /** The caller is known and may not do this. */
    public static final class Forbidden extends ImprimaturException {
        public Forbidden(String detail) {
            super(detail);
        }
    }

    /** There is no such thing, or the caller may not know of it. */
    public static final class NotFound extends ImprimaturException {
        public NotFound(String detail) {
            super(detail);
        }
    }

    /** The thing has changed since the caller looked, or is in a state that does not allow the act. */
    public static final class Conflict extends ImprimaturException {
        private final @Nullable Integer version;

        public Conflict(String detail) {
            super(detail);
            this.version = null;
        }

        /** @param version the thing's current one, with which the caller may look and try again */
        public Conflict(String detail, int version) {
            super(detail);
            this.version = version;
        }

        /** The thing's current version; null where it is not known. */
        public @Nullable Integer version() {
            return version;
        }
    }

    /** A service that this one needs did not answer; the same call may succeed later. */
    public static final class Unavailable extends ImprimaturException {
        public Unavailable(String detail) {
            super(detail);
        }

        public Unavailable(String detail, Throwable cause) {
            super(detail, cause);
        }
    }
}
