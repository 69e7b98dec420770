package ats.platform;

import java.io.Serial;

/// Something unexpected; its kind, not its class, decides what happens next.
public final class Fault extends RuntimeException {
    @Serial private static final long serialVersionUID = 1L;

    /// What the one who catches should do.
    public enum Kind {
        /// Wrong use by a person or a caller: say it and stop, a retry cannot help.
        MISUSE,
        /// May pass by itself: try again later, with back-off.
        RETRYABLE,
        /// Somebody else's system gave something unusable: note it, go on without it.
        VENUE,
        /// Our own state cannot be trusted: stop the process, the restart is the tested path.
        CORRUPT
    }

    private final Kind kind;
    private final String reason;

    public static Fault misuse(String reason) {
        return new Fault(Kind.MISUSE, reason);
    }

    public static Fault misuse(String reason, Throwable cause) {
        return new Fault(Kind.MISUSE, reason, cause);
    }

    public static Fault retryable(String reason) {
        return new Fault(Kind.RETRYABLE, reason);
    }

    public static Fault retryable(String reason, Throwable cause) {
        return new Fault(Kind.RETRYABLE, reason, cause);
    }

    public static Fault venue(String reason) {
        return new Fault(Kind.VENUE, reason);
    }

    public static Fault venue(String reason, Throwable cause) {
        return new Fault(Kind.VENUE, reason, cause);
    }

    public static Fault corrupt(String reason) {
        return new Fault(Kind.CORRUPT, reason);
    }

    public static Fault corrupt(String reason, Throwable cause) {
        return new Fault(Kind.CORRUPT, reason, cause);
    }

    private Fault(Kind kind, String reason) {
        if (reason.isBlank()) throw new IllegalArgumentException("a fault must say what failed");
        super(kind + ": " + reason);
        this.kind = kind;
        this.reason = reason;
    }

    private Fault(Kind kind, String reason, Throwable cause) {
        if (reason.isBlank()) throw new IllegalArgumentException("a fault must say what failed");
        super(kind + ": " + reason, cause);
        this.kind = kind;
        this.reason = reason;
    }

    public Kind kind() {
        return kind;
    }

    /// What failed and with which values, without the kind: the line a person reads.
    public String reason() {
        return reason;
    }
}
