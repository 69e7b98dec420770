package ats.platform.http;

import module java.base;

import ats.platform.Fault;

import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;

import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts the declared table onto the server library, with what holds for every request.
final class Site {
    /// Far above any command or setting that is posted.
    private static final long LARGEST_BODY = 1 << 20;

    private static final Logger LOG = LoggerFactory.getLogger(Site.class);

    private final HttpServer.Builder declared;
    private final Traffic traffic;
    private final Streams streams;
    private final Hosts hosts;

    Site(HttpServer.Builder declared, Traffic traffic, Streams streams) {
        this.declared = declared;
        this.traffic = traffic;
        this.streams = streams;
        this.hosts = new Hosts(declared.settings);
    }

    void configure(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.jetty.host = declared.settings.host();
        config.jetty.port = declared.settings.port();
        config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
        config.http.maxRequestSize = LARGEST_BODY;
        // Replies are written here, while the request still counts as running.
        config.http.compressionStrategy = CompressionStrategy.NONE;
        routes(config);
    }

    private void routes(JavalinConfig config) {
        config.routes.before(this::guard);
        var described = OpenApi.of(declared.title, declared.routes, declared.streams);
        var table = new ArrayList<>(declared.routes);
        table.add(new Route(Method.GET, "/openapi.json", Role.OPEN, _ -> Reply.json(described)));
        for (var route : table) {
            var method = HandlerType.findOrCreate(route.method().name());
            config.routes.addHttpHandler(method, route.path(), context -> answer(route, context));
        }
        for (var stream : declared.streams) {
            config.routes.get(stream.path(), context -> stream(stream, context));
        }
        config.routes.get("/", this::page);
        config.routes.get("/<file>", this::page);
        config.routes.exception(
                HttpResponseException.class,
                (refused, context) ->
                        write(context.res(), Reply.error(refused.getStatus(), said(refused))));
    }

    /// Behind a body that nobody reads the connection can carry nothing more, and the client has to
    /// hear so: else it sends its next request into a connection that is being closed.
    private static void leaveUnread(Context context) {
        context.res().setHeader("Connection", "close");
    }

    private static String said(HttpResponseException refused) {
        return Objects.requireNonNullElse(refused.getMessage(), "refused");
    }

    private void guard(Context context) {
        var response = context.res();
        response.setHeader("Content-Security-Policy", declared.contentSecurityPolicy);
        response.setHeader("X-Content-Type-Options", "nosniff");
        response.setHeader("Referrer-Policy", "no-referrer");
        if (hosts.ours(Optional.ofNullable(context.header("Host")))) return;
        leaveUnread(context);
        throw new HttpResponseException(
                421,
                "this host name is not served here; open the page by"
                        + " its address or add the name to http.allowedHosts");
    }

    private void answer(Route route, Context context) {
        if (!traffic.enter()) {
            leaveUnread(context);
            write(context.res(), Reply.error(503, "the server is closing"));
            return;
        }
        long start = System.nanoTime();
        try {
            var reply = reply(route, context);
            write(context.res(), reply);
            declared.metrics
                    .timer(
                            "http_server_requests",
                            "method",
                            route.method().name(),
                            "path",
                            route.path(),
                            "status",
                            Integer.toString(reply.status()))
                    .record(System.nanoTime() - start);
        } finally {
            traffic.leave();
        }
    }

    private Reply reply(Route route, Context context) {
        if (!allowed(route.role(), Optional.ofNullable(context.header("Authorization")))) {
            context.res().setHeader("WWW-Authenticate", "Bearer");
            leaveUnread(context);
            return Reply.error(401, "the token is missing or wrong; './ats token' shows it");
        }
        try {
            return route.endpoint().on(request(context));
        } catch (Fault fault) {
            LOG.atInfo()
                    .setMessage("http.request.failed")
                    .setCause(fault)
                    .addKeyValue("path", route.path())
                    .log();
            return Reply.error(status(fault), fault.reason());
        } catch (HttpResponseException refused) {
            return Reply.error(refused.getStatus(), said(refused));
        } catch (RuntimeException broken) {
            LOG.atError()
                    .setMessage("http.request.broken")
                    .setCause(broken)
                    .addKeyValue("path", route.path())
                    .log();
            return Reply.error(500, "something broke here; the log says what");
        }
    }

    private boolean allowed(Role role, Optional<String> authorization) {
        return switch (role) {
            case OPEN -> true;
            case TOKEN -> {
                var token = declared.token.get();
                yield token.present()
                        && authorization
                                .filter(value -> value.startsWith("Bearer "))
                                .map(value -> token.matches(value.substring(7).strip()))
                                .orElse(false);
            }
        };
    }

    private static int status(Fault fault) {
        return switch (fault.kind()) {
            case MISUSE -> 400;
            case RETRYABLE -> 503;
            case VENUE -> 502;
            case CORRUPT -> 500;
        };
    }

    private static Request request(Context context) {
        return new Request(
                context.pathParamMap(),
                context.queryParamMap(),
                context.headerMap(),
                context.body());
    }

    private void stream(Stream stream, Context context) throws IOException {
        if (streams.full() || !traffic.enter()) {
            write(context.res(), Reply.error(503, "too many readers, or closing; try again later"));
            return;
        }
        // A reader stays for hours: closing ends it and does not wait for it.
        traffic.leave();
        streams.serve(stream, context.res());
    }

    private void page(Context context) {
        var found = declared.pages.flatMap(pages -> pages.at(context.path()));
        if (found.isEmpty()) {
            write(context.res(), Reply.error(404, "there is nothing at " + context.path()));
            return;
        }
        var page = found.get();
        var response = context.res();
        response.setHeader("ETag", page.tag());
        response.setHeader("Cache-Control", page.caching());
        response.setHeader("Vary", "Accept-Encoding");
        boolean same = page.tag().equals(context.header("If-None-Match"));
        var encodings = Objects.requireNonNullElse(context.header("Accept-Encoding"), "");
        boolean zipped = encodings.contains("gzip") && page.zipped().length < page.body().length;
        if (zipped) response.setHeader("Content-Encoding", "gzip");
        write(
                response,
                same
                        ? new Reply(304, "", new byte[0])
                        : Reply.bytes(page.contentType(), zipped ? page.zipped() : page.body()));
    }

    private static void write(HttpServletResponse response, Reply reply) {
        response.setStatus(reply.status());
        if (!reply.contentType().isEmpty()) response.setContentType(reply.contentType());
        if (!response.containsHeader("Cache-Control")) {
            response.setHeader("Cache-Control", "no-store");
        }
        try {
            if (reply.body().length > 0) {
                response.setContentLength(reply.body().length);
                response.getOutputStream().write(reply.body());
            }
            response.flushBuffer();
        } catch (IOException left) {
            LOG.atDebug().setMessage("http.client.left").setCause(left).log();
        }
    }
}
