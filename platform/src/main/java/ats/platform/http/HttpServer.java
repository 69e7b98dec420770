package ats.platform.http;

import ats.platform.Fault;
import ats.platform.config.Secret;
import ats.platform.metrics.Metrics;

import module java.base;

import io.javalin.Javalin;
import io.javalin.util.JavalinBindException;

/// Serves a declared table of routes, streams of events and one folder of pages.
public final class HttpServer implements AutoCloseable {
    /// Leaves room within the five seconds in which the whole system stops.
    private static final Duration LONGEST_DRAIN = Duration.ofSeconds(2);

    private final Javalin javalin;
    private final HttpSettings settings;
    private final Traffic traffic;
    private final Streams streams;

    public static Builder builder(Metrics metrics) {
        return new Builder(metrics);
    }

    private HttpServer(Builder built) {
        settings = built.settings;
        traffic = new Traffic();
        streams = new Streams();
        var site = new Site(built, traffic, streams);
        javalin = Javalin.create(site::configure);
        built.metrics.gauge("http_server_stream_clients", streams::size, "server", built.title);
    }

    /// The port really bound.
    public int port() {
        return javalin.port();
    }

    /// For example `http://127.0.0.1:8080`.
    public URI address() {
        boolean everywhere = settings.host().equals("0.0.0.0") || settings.host().equals("::");
        var host = everywhere ? "127.0.0.1" : Hosts.written(settings.host());
        return URI.create("http://" + host + ":" + port());
    }

    /// Ends the streams, lets running requests finish, then stops.
    @Override
    public void close() {
        streams.close();
        traffic.close(LONGEST_DRAIN);
        javalin.stop();
    }

    private HttpServer started() {
        try {
            javalin.start();
            return this;
        } catch (JavalinBindException taken) {
            javalin.stop();
            throw Fault.misuse("cannot listen on " + settings.host() + " port " + settings.port()
                    + ": it is taken or not allowed; stop what uses it, or set http.port"
                    + " (ATS_HTTP_PORT) to another port or to 0 for any free one", taken);
        }
    }

    /// Collects what a server serves.
    public static final class Builder {
        /// Own scripts, styles and data only; nothing inline, nothing from elsewhere, no frames.
        static final String STRICT =
                "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:;"
                        + " font-src 'self'; connect-src 'self'; manifest-src 'self';"
                        + " base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

        final Metrics metrics;
        final ArrayList<Route> routes = new ArrayList<>();
        final ArrayList<Stream> streams = new ArrayList<>();
        HttpSettings settings = HttpSettings.DEFAULTS;
        Supplier<Secret> token = Secret::none;
        Optional<Pages> pages = Optional.empty();
        String title = "ats";
        String contentSecurityPolicy = STRICT;

        private Builder(Metrics metrics) {
            this.metrics = metrics;
        }

        public Builder bind(HttpSettings where) {
            settings = where;
            return this;
        }

        /// The token that opens TOKEN routes, asked at every request so that it can be renewed.
        /// Without one, nobody may call them.
        public Builder token(Supplier<Secret> current) {
            token = current;
            return this;
        }

        public Builder routes(List<Route> more) {
            routes.addAll(more);
            return this;
        }

        public Builder streams(List<Stream> more) {
            streams.addAll(more);
            return this;
        }

        /// Serves the files of that class-path folder under `/`.
        public Builder pages(String classPathFolder) {
            pages = Optional.of(new Pages(classPathFolder));
            return this;
        }

        /// The title in `openapi.json`.
        public Builder title(String name) {
            title = name;
            return this;
        }

        /// Replaces the policy for pages, which allows own files alone and nothing inline.
        public Builder contentSecurityPolicy(String policy) {
            contentSecurityPolicy = policy;
            return this;
        }

        public HttpServer start() {
            return new HttpServer(this).started();
        }
    }
}
