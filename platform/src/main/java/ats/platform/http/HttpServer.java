package ats.platform.http;

import ats.platform.config.Secret;
import ats.platform.metrics.Metrics;

import module java.base;

/// Serves a declared table of routes, streams and one folder of pages.
@SuppressWarnings({"DoNotCallSuggester", "UnusedVariable"}) // shape only as yet
public final class HttpServer implements AutoCloseable {
    public static Builder builder(Metrics metrics) {
        return new Builder(metrics);
    }

    /// The port really bound.
    public int port() {
        throw new UnsupportedOperationException();
    }

    /// For example `http://127.0.0.1:8080`.
    public URI address() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {}

    /// Collects what a server serves.
    public static final class Builder {
        private Builder(Metrics metrics) {}

        public Builder bind(HttpSettings settings) {
            return this;
        }

        /// The token that opens TOKEN routes, asked at every request so that it can be renewed.
        public Builder token(Supplier<Secret> current) {
            return this;
        }

        public Builder routes(List<Route> more) {
            return this;
        }

        public Builder streams(List<Stream> more) {
            return this;
        }

        /// Serves the files of that class-path folder under `/`.
        public Builder pages(String classPathFolder) {
            return this;
        }

        public HttpServer start() {
            throw new UnsupportedOperationException();
        }
    }
}
