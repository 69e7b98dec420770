package ats.platform.logs;

import ats.platform.config.Key;

/// How much is logged and how much of it is kept.
public record LogSettings(
        @Key(doc = "least important lines written") Level level,
        @Key(doc = "size at which a log file is rotated", unit = "MiB") int fileMebibytes,
        @Key(doc = "rotated files kept besides the current one") int keptFiles) {
    public static final LogSettings DEFAULTS = new LogSettings(Level.INFO, 16, 4);

    public LogSettings {
        if (fileMebibytes < 1 || fileMebibytes > 1024) {
            throw new IllegalArgumentException(
                    "logs.fileMebibytes is " + fileMebibytes + "; write 1 to 1024");
        }
        // Logback's fixed window renames every kept file at a rotation, and allows at most 20.
        if (keptFiles < 1 || keptFiles > 20) {
            throw new IllegalArgumentException(
                    "logs.keptFiles is " + keptFiles + "; write 1 to 20");
        }
    }

    /// The levels of the log.
    public enum Level {
        ERROR,
        WARN,
        INFO,
        DEBUG,
        TRACE
    }
}
