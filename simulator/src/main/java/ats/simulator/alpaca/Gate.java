package ats.simulator.alpaca;

import module java.base;

import ats.platform.json.Json;
import ats.platform.time.MarketClock;
import ats.simulator.alpaca.AlpacaFaults.Refusing;

import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;

import org.eclipse.jetty.ee10.servlet.ServletContextRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Lets requests in: keys, rate limit, faults, refusals; names each answer.
final class Gate {
    private static final String RETRY_AFTER_SECONDS = "1";
    private static final long MINUTE_NANOS = Duration.ofMinutes(1).toNanos();

    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);

    private final AlpacaOptions options;
    private final AlpacaFaults faults;
    private final MarketClock clock;
    private final AtomicLong requests = new AtomicLong();
    private final ReentrantLock lock = new ReentrantLock();
    private long minute;
    private int inMinute;

    Gate(AlpacaOptions options, AlpacaFaults faults, MarketClock clock) {
        this.options = options;
        this.faults = faults;
        this.clock = clock;
    }

    /// Requests answered.
    long requests() {
        return requests.get();
    }

    void configure(JavalinConfig config, Routes routes) {
        for (var route : routes.all()) {
            var method = HandlerType.findOrCreate(route.method());
            config.routes.addHttpHandler(
                    method, route.path(), context -> write(context, answer(context, route)));
        }
        config.routes.error(404, this::unknown);
    }

    private Reply answer(Context context, Routes.Route route) {
        try {
            // Read even where nobody looks at it: an unread body would cost the connection.
            var call = new Call(context.pathParamMap(), context.queryParamMap(), context.body());
            var early = refused(context, route);
            if (early.isPresent()) {
                return early.get();
            }
            var reply = route.work().apply(call);
            if (route.submits()) {
                return afterwards(context, reply);
            }
            return route.reads() && faults.garblesRead() ? reply.half() : reply;
        } catch (Refusal refusal) {
            return Reply.of(refusal);
        } catch (RuntimeException broken) {
            LOG.atError().setMessage("alpaca.request.broken").setCause(broken).log();
            return Reply.of(new Refusal(500, 50_010_000, "internal server error occurred"));
        }
    }

    /// What is said without asking the broker.
    private Optional<Reply> refused(Context context, Routes.Route route) {
        var keyId = Objects.requireNonNullElse(context.header("APCA-API-KEY-ID"), "");
        var secret = Objects.requireNonNullElse(context.header("APCA-API-SECRET-KEY"), "");
        if (keyId.isEmpty() || secret.isEmpty()) {
            return Optional.of(Reply.of(403, Json.parse("{\"message\":\"forbidden.\"}")));
        }
        if (!keyId.equals(options.keyId()) || !secret.equals(options.secret())) {
            throw new Refusal(401, 40_110_000, "request is not authorized");
        }
        if (!withinRate(context)) {
            return Optional.of(busy(context));
        }
        if (route.reads()) {
            return refusedRead(context);
        }
        return route.submits() ? refusedOrder(context) : Optional.empty();
    }

    private Optional<Reply> refusedRead(Context context) {
        if (faults.refusesReadAsBusy()) {
            return Optional.of(busy(context));
        }
        return faults.breaksRead() ? Optional.of(broken()) : Optional.empty();
    }

    private Optional<Reply> refusedOrder(Context context) {
        if (faults.refuses(Refusing.BUSY)) {
            return Optional.of(busy(context));
        }
        if (faults.refuses(Refusing.SERVER_ERROR)) {
            return Optional.of(broken());
        }
        if (faults.refuses(Refusing.BUYING_POWER)) {
            throw Refusal.forbidden("insufficient buying power")
                    .with("buying_power", "0")
                    .with("cost_basis", "1");
        }
        if (faults.refuses(Refusing.UNPROCESSABLE)) {
            throw Refusal.ruled("order is not acceptable");
        }
        return Optional.empty();
    }

    /// The broker has the order.
    private Reply afterwards(Context context, Reply reply) {
        return switch (faults.aftermath()) {
            case ANSWERED -> reply;
            case WITHHELD -> {
                faults.awaitRelease();
                yield reply;
            }
            case SERVER_ERROR -> broken();
            case GATEWAY_TIMEOUT -> Reply.html(504, "Gateway Time-out");
            case UNREADABLE -> reply.half();
            case CUT -> {
                cut(context);
                yield reply;
            }
        };
    }

    private static void cut(Context context) {
        var request = ServletContextRequest.getServletContextRequest(context.req());
        request.getConnectionMetaData().getConnection().getEndPoint().close();
    }

    private Reply busy(Context context) {
        context.header("Retry-After", RETRY_AFTER_SECONDS);
        return Reply.of(new Refusal(429, 42_910_000, "rate limit exceeded"));
    }

    private static Reply broken() {
        return Reply.of(new Refusal(500, 50_010_000, "internal server error occurred"));
    }

    /// Counts in market time, as the customer does.
    private boolean withinRate(Context context) {
        int most = options.requestsPerMinute();
        if (most == 0) {
            return true;
        }
        lock.lock();
        try {
            long now = Math.floorDiv(clock.now(), MINUTE_NANOS);
            inMinute = now == minute ? inMinute + 1 : 1;
            minute = now;
            context.header("X-RateLimit-Limit", Integer.toString(most));
            context.header("X-RateLimit-Remaining", Integer.toString(Math.max(0, most - inMinute)));
            context.header("X-RateLimit-Reset", Long.toString((minute + 1) * 60));
            return inMinute <= most;
        } finally {
            lock.unlock();
        }
    }

    private void unknown(Context context) {
        if (context.res().isCommitted()) {
            return;
        }
        var _ = context.body();
        write(context, Reply.of(Refusal.missing("endpoint not found.")));
    }

    private void write(Context context, Reply reply) {
        var response = context.res();
        long number = requests.incrementAndGet();
        response.setHeader("X-Request-ID", Wire.id("request " + number).replace("-", ""));
        response.setStatus(reply.status());
        try {
            if (!reply.body().isEmpty()) {
                byte[] body = reply.body().getBytes(StandardCharsets.UTF_8);
                response.setContentType(reply.contentType());
                response.setContentLength(body.length);
                response.getOutputStream().write(body);
            }
            response.flushBuffer();
        } catch (IOException left) {
            LOG.atDebug().setMessage("alpaca.customer.left").setCause(left).log();
        }
    }
}
