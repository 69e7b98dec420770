package ats.system;

import module java.base;

import ats.platform.http.HttpServer;
import ats.platform.http.HttpSettings;
import ats.platform.http.Method;
import ats.platform.http.Reply;
import ats.platform.http.Role;
import ats.platform.http.Route;
import ats.platform.http.Stream;
import ats.platform.http.Subscriber;
import ats.platform.json.Json;
import ats.platform.metrics.Metrics;

/// Serves the real page over answers that a test chooses: for what no demonstration reaches soon.
final class StagedSystem implements AutoCloseable {

    /// Friday 9 January 2026, 18:00 in New York.
    static final Instant FRIDAY_EVENING = Instant.parse("2026-01-09T23:00:00Z");

    static final Instant MONDAY_OPEN = Instant.parse("2026-01-12T14:30:00Z");

    private final Map<String, Object> status = new ConcurrentHashMap<>(quiet());
    private final Map<String, Object> lists = new ConcurrentHashMap<>();
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean mute;
    private final Metrics metrics = new Metrics();
    private final HttpServer server;

    StagedSystem() {
        lists.put("symbols", List.of("ASTER", "BASIL"));
        server =
                HttpServer.builder(metrics)
                        .bind(new HttpSettings("127.0.0.1", 0, List.of()))
                        .routes(
                                java.util.stream.Stream.of(
                                                "services",
                                                "positions",
                                                "orders",
                                                "equity",
                                                "symbols",
                                                "candles")
                                        .map(this::route)
                                        .toList())
                        .streams(List.of(new Stream("/api/v1/stream", this::join)))
                        .pages("page")
                        .start();
    }

    URI address() {
        return server.address().resolve("/");
    }

    /// Changes what is told, to those who look on, too.
    StagedSystem says(String field, Object value) {
        status.put(field, value);
        subscribers.forEach(this::tell);
        return this;
    }

    StagedSystem lists(String what, Object value) {
        lists.put(what, value);
        subscribers.forEach(each -> each.send("changed", "[\"books\",\"bars\",\"services\"]"));
        return this;
    }

    /// Whoever connects from now on hears nothing until something is said.
    void mute() {
        mute = true;
    }

    int connections() {
        return connections.get();
    }

    @Override
    public void close() {
        server.close();
        metrics.close();
    }

    private Route route(String name) {
        return new Route(
                Method.GET,
                "/api/v1/" + name,
                Role.OPEN,
                _ ->
                        Reply.json(
                                lists.getOrDefault(
                                        name, name.equals("candles") ? noBars() : List.of())),
                name);
    }

    private void join(Subscriber subscriber) {
        connections.incrementAndGet();
        subscribers.add(subscriber);
        subscriber.onClose(() -> subscribers.remove(subscriber));
        if (!mute) {
            tell(subscriber);
        }
    }

    private void tell(Subscriber subscriber) {
        subscriber.send("status", Json.write(status));
    }

    private static Map<String, Object> noBars() {
        return Map.of("symbol", "ASTER", "bars", List.of(), "fills", List.of());
    }

    private static Map<String, Object> quiet() {
        var said = new HashMap<String, Object>();
        said.putAll(Map.of("kind", "paper", "market", "staged", "environment", "test"));
        said.putAll(Map.of("version", "1.2.3", "account", "PA1", "speed", 1, "trouble", ""));
        said.putAll(Map.of("condition", "ACTIVE", "reason", "", "holds", Map.of()));
        said.putAll(Map.of("cash", "1234567.891", "equity", "1234567.891", "peak", "1300000"));
        said.putAll(Map.of("realized", "-65432.1", "ledgerSum", "0", "orders", 0, "fills", 0));
        said.put("now", FRIDAY_EVENING.toEpochMilli());
        said.put("next", Map.of("name", "open", "at", MONDAY_OPEN.toEpochMilli()));
        said.put("startedAt", FRIDAY_EVENING.toEpochMilli());
        return said;
    }
}
