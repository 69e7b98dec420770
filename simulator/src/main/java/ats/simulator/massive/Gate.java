package ats.simulator.massive;

import module java.base;

import ats.platform.time.MarketClock;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.ObjectNode;

/// Lets requests in: keys, rate limit, faults; names and counts each answer.
final class Gate {

    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final MassiveOptions options;
    private final Faults faults;
    private final MarketClock clock;
    private final AtomicLong requests = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private long minute;
    private int inMinute;

    Gate(MassiveOptions options, Faults faults, MarketClock clock) {
        this.options = options;
        this.faults = faults;
        this.clock = clock;
    }

    long requests() {
        return requests.get();
    }

    /// What a route answers: the question, and how to write the link to the next page.
    @FunctionalInterface
    interface Work {
        ObjectNode on(Question question, Function<String, String> link);
    }

    void route(JavalinConfig config, String path, Work work) {
        config.routes.get(path, context -> serve(context, work));
    }

    void unknownPaths(JavalinConfig config) {
        config.routes.error(
                404,
                context -> {
                    if (!context.res().isCommitted()) {
                        write(
                                context,
                                404,
                                "application/json",
                                "{\"status\":\"NOT_FOUND\",\"message\":\"page not found\"}");
                    }
                });
    }

    private void serve(Context context, Work work) {
        try {
            admit(context);
            var question = Question.of(context.pathParamMap(), context.queryParamMap());
            var answer = work.on(question, cursor -> link(context, cursor));
            answer.put("request_id", "%032x".formatted(requests.get() + 1));
            write(context, 200, "application/json", answer.toString());
        } catch (Refused refused) {
            write(context, refused.status(), refused.contentType(), refused.body());
        } catch (RuntimeException broken) { // the vendor's own mistakes look like this, too
            LOG.atError().setMessage("massive.request.broken").setCause(broken).log();
            var answer = Refused.broken();
            write(context, answer.status(), answer.contentType(), answer.body());
        }
    }

    private void admit(Context context) {
        var key = key(context);
        if (key.isEmpty()) {
            throw Refused.error(401, "API Key was not provided");
        }
        if (!options.keys().contains(key)) {
            throw Refused.error(401, "Unknown API Key");
        }
        if (faults.refusesAsBusy() || !withinRate()) {
            throw Refused.error(
                    429,
                    "You've exceeded the maximum requests per minute, please wait or upgrade your"
                            + " subscription to continue.");
        }
        if (faults.fails()) {
            throw Refused.broken();
        }
        if (faults.forbids()) {
            throw Refused.notEntitled();
        }
    }

    private static String key(Context context) {
        var header = Objects.requireNonNullElse(context.header("Authorization"), "");
        return header.startsWith("Bearer ")
                ? header.substring("Bearer ".length()).strip()
                : Objects.requireNonNullElse(context.queryParam("apiKey"), "");
    }

    /// Counts in market time, as the customer does.
    private boolean withinRate() {
        if (options.requestsPerMinute() == 0) {
            return true;
        }
        lock.lock();
        try {
            long now = Math.floorDiv(clock.now(), MINUTE_NANOS);
            inMinute = now == minute ? inMinute + 1 : 1;
            minute = now;
            return inMinute <= options.requestsPerMinute();
        } finally {
            lock.unlock();
        }
    }

    private static String link(Context context, String cursor) {
        return context.scheme() + "://" + context.host() + context.path() + "?cursor=" + cursor;
    }

    private void write(Context context, int status, String contentType, String body) {
        var response = context.res();
        response.setHeader("x-request-id", "%032x".formatted(requests.incrementAndGet()));
        response.setStatus(status);
        response.setContentType(contentType);
        try {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
            response.flushBuffer();
        } catch (IOException left) {
            LOG.atDebug().setMessage("massive.customer.left").setCause(left).log();
        }
    }
}
