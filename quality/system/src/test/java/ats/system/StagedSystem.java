package ats.system;

import module java.base;

import ats.platform.config.Secret;
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

    /// Opens what changes something.
    static final String TOKEN = "staged";

    private static final String EVERYTHING = "[\"books\",\"bars\",\"services\",\"learning\"]";

    private static final List<String> LISTS =
            List.of("services", "positions", "orders", "equity", "symbols", "models", "jobs");

    private final Map<String, Object> status = new ConcurrentHashMap<>(quiet());
    private final Map<String, Object> lists = new ConcurrentHashMap<>();
    private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile boolean mute;
    private final Metrics metrics = new Metrics();
    private final HttpServer server;

    StagedSystem() {
        LISTS.forEach(list -> lists.put(list, List.of()));
        lists.put("symbols", List.of("ASTER", "BASIL"));
        lists.put("candles", Map.of("symbol", "ASTER", "bars", List.of(), "fills", List.of()));
        lists.put("features", noFeatures());
        lists.put("learning", noLearning());
        lists.put("learning/requests", Map.of("id", "asked", "outcome", ""));
        server =
                HttpServer.builder(metrics)
                        .bind(new HttpSettings("127.0.0.1", 0, List.of()))
                        .token(() -> Secret.of(TOKEN))
                        .routes(routes())
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
        subscribers.forEach(each -> each.send("changed", EVERYTHING));
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

    private List<Route> routes() {
        var routes = new ArrayList<Route>();
        for (var name : lists.keySet()) {
            routes.add(
                    new Route(
                            Method.GET,
                            "/api/v1/" + name,
                            Role.OPEN,
                            _ -> Reply.json(lists.get(name)),
                            name));
        }
        for (var name : List.of("train", "promote", "rollback", "cancel")) {
            routes.add(
                    new Route(
                            Method.POST,
                            "/api/v1/learning/" + name,
                            Role.TOKEN,
                            _ -> Reply.json(202, Map.of("id", "asked")),
                            name));
        }
        return routes;
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

    private static Map<String, Object> noFeatures() {
        var none = new HashMap<String, Object>();
        none.putAll(Map.of("set", "", "version", "", "names", List.of(), "published", 0));
        none.putAll(Map.of("drift", List.of(), "share", 0));
        return none;
    }

    private static Map<String, Object> noLearning() {
        var none = new HashMap<String, Object>();
        none.putAll(Map.of("champion", "", "strategy", "", "shadows", List.of()));
        none.putAll(Map.of("doing", "waits for history", "history", List.of()));
        none.put("reigns", List.of());
        return none;
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
