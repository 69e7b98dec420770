package ats.simulator.unusualwhales;

import module java.base;

import ats.domain.Calendar;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;

import jakarta.servlet.http.HttpServletResponse;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import tools.jackson.databind.node.ObjectNode;

/// Lets requests in: keys, rates in market time, faults; writes what is left of them on each
/// answer.
final class FlowGate {

    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();
    private static final long MILLI = 1_000_000;

    /// What the vendor writes where the plan has no limit that matters.
    private static final int BOUNDLESS = 100_000_000;

    private static final Logger LOG = LoggerFactory.getLogger(FlowGate.class);

    private final FlowMarket market;
    private final FlowOptions options;
    private final FlowFaults faults;
    private final AtomicLong requests = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private long minute = Long.MIN_VALUE;
    private int inMinute;
    private LocalDate day = LocalDate.MIN;
    private int inDay;

    FlowGate(FlowMarket market, FlowOptions options, FlowFaults faults) {
        this.market = market;
        this.options = options;
        this.faults = faults;
    }

    long requests() {
        return requests.get();
    }

    void route(JavalinConfig config, String path, Function<Context, ObjectNode> work) {
        config.routes.get(path, context -> serve(context, work));
    }

    void unknownPaths(JavalinConfig config) {
        config.routes.error(
                404,
                context -> {
                    if (!context.res().isCommitted()) {
                        write(context, 404, "application/json", "{}");
                    }
                });
    }

    private void serve(Context context, Function<Context, ObjectNode> work) {
        try {
            admit(context);
            write(context, 200, "application/json", work.apply(context).toString());
        } catch (Refusal refusal) {
            write(context, refusal.status(), refusal.contentType(), refusal.body());
        } catch (RuntimeException broken) { // the vendor's own mistakes look like this, too
            LOG.atError().setMessage("unusualwhales.request.broken").setCause(broken).log();
            var answer = Refusal.broken();
            write(context, answer.status(), answer.contentType(), answer.body());
        }
    }

    private void admit(Context context) {
        var header = Objects.requireNonNullElse(context.header("Authorization"), "");
        var key = header.startsWith("Bearer ") ? header.substring("Bearer ".length()) : "";
        if (!options.keys().contains(key.strip())) {
            throw Refusal.unauthorized();
        }
        boolean within = count(context.res());
        if (!within || faults.refusesAsBusy()) {
            context.res().setHeader("Retry-After", within ? "0" : secondsLeft());
            throw Refusal.tooMany();
        }
        if (faults.fails()) {
            throw Refusal.broken();
        }
    }

    /// Counts in market time, as the customer does, and tells the customer.
    private boolean count(HttpServletResponse response) {
        lock.lock();
        try {
            long now = market.clock().now();
            long thisMinute = Math.floorDiv(now, MINUTE_NANOS);
            var today = Instant.ofEpochSecond(0, now).atZone(Calendar.NEW_YORK).toLocalDate();
            inMinute = thisMinute == minute ? inMinute + 1 : 1;
            inDay = today.equals(day) ? inDay + 1 : 1;
            minute = thisMinute;
            day = today;
            int perMinute = limit(options.requestsPerMinute());
            int perDay = limit(options.requestsPerDay());
            long reset = (MINUTE_NANOS - Math.floorMod(now, MINUTE_NANOS)) / MILLI;
            response.setHeader("x-uw-daily-req-count", Integer.toString(inDay));
            response.setHeader("x-uw-token-req-limit", Integer.toString(perDay));
            response.setHeader("x-uw-minute-req-counter", Integer.toString(inMinute));
            response.setHeader(
                    "x-uw-req-per-minute-remaining",
                    Integer.toString(Math.max(0, perMinute - inMinute)));
            response.setHeader("x-uw-req-per-minute-reset", Long.toString(reset));
            return inMinute <= perMinute && inDay <= perDay;
        } finally {
            lock.unlock();
        }
    }

    private static int limit(int configured) {
        return configured == 0 ? BOUNDLESS : configured;
    }

    private String secondsLeft() {
        long left = MINUTE_NANOS - Math.floorMod(market.clock().now(), MINUTE_NANOS);
        return Long.toString(Math.ceilDiv(left, 1_000_000_000L));
    }

    private void write(Context context, int status, String contentType, String body) {
        var response = context.res();
        response.setHeader("x-request-id", "F%015x".formatted(requests.incrementAndGet()));
        response.setStatus(status);
        response.setContentType(contentType);
        try {
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            response.setContentLength(bytes.length);
            response.getOutputStream().write(bytes);
            response.flushBuffer();
        } catch (IOException left) {
            LOG.atDebug().setMessage("unusualwhales.customer.left").setCause(left).log();
        }
    }
}
