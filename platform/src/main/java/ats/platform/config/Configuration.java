package ats.platform.config;

import module java.base;

/// The values in force, each with where it came from.
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // shape only as yet
public final class Configuration {
    /// Throws one MISUSE fault that lists every error, a line each.
    public static Configuration load(Sources sources, List<Section<?>> sections) {
        throw new UnsupportedOperationException(sources.toString() + sections);
    }

    /// development, staging or production.
    public String environment() {
        throw new UnsupportedOperationException();
    }

    public <R extends Record> R section(Class<R> type) {
        throw new UnsupportedOperationException(type.toString());
    }

    /// Every key, sorted.
    public List<Setting> explain() {
        throw new UnsupportedOperationException();
    }

    /// The secrets in force, for the log's mask.
    public List<Secret> secrets() {
        throw new UnsupportedOperationException();
    }
}
