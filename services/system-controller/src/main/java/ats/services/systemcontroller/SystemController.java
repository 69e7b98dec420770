package ats.services.systemcontroller;

import module java.base;

import ats.engine.store.AuditTrail;
import ats.engine.store.ControlStore;
import ats.engine.store.MarketStore;
import ats.engine.store.Overview;
import ats.platform.bus.Bus;
import ats.platform.bus.Subscription;
import ats.platform.config.Secret;
import ats.platform.http.HttpServer;
import ats.platform.http.HttpSettings;
import ats.platform.http.Method;
import ats.platform.http.Reply;
import ats.platform.http.Role;
import ats.platform.http.Route;
import ats.platform.http.Stream;
import ats.platform.service.Context;
import ats.platform.service.Health;
import ats.platform.service.Service;

import org.jspecify.annotations.Nullable;

/// Serves the API and the page, and takes what operators ask for.
public final class SystemController implements Service {

    private static final String NAME = "system-controller";
    private static final String LEARNER = "continuous-learning";
    private static final String PAGES = "page";
    private static final List<String> ACTS = List.of("pause", "resume", "flatten", "kill", "rearm");

    private final Needs needs;
    private final List<Subscription> subscriptions = new ArrayList<>();
    private volatile Health health = Health.starting("not started");
    private volatile @Nullable Parts parts;

    /// What it is plugged into; `services` are those of this process; `learning` is absent where it
    /// is off.
    public record Needs(
            Face face,
            Stores stores,
            Optional<LearningStores> learning,
            Supplier<Pulse> pulse,
            Map<String, Supplier<Health>> services,
            HttpSettings http,
            Supplier<Secret> token) {

        public Needs {
            services = Map.copyOf(services);
        }
    }

    /// The database, by what it is asked for.
    public record Stores(
            Overview overview, AuditTrail trail, ControlStore controls, MarketStore bars) {}

    private record Parts(HttpServer server, Push push, Watch watch) {}

    public SystemController(Needs needs) {
        this.needs = needs;
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public void start(Context context) {
        var stores = needs.stores();
        var views =
                new Views(
                        needs.face(),
                        stores.overview(),
                        stores.trail(),
                        stores.bars(),
                        needs.pulse());
        var push = new Push(views::status);
        var all = new TreeMap<>(needs.services());
        all.put(NAME, this::health);
        var watch = new Watch(all, stores.controls(), () -> push.mark("services"));
        var desk = new SteeringDesk(stores.controls(), context.bus(), needs.pulse());
        var server =
                HttpServer.builder(context.metrics())
                        .title("ats")
                        .bind(needs.http())
                        .token(needs.token())
                        .routes(views(views, watch))
                        .routes(acts(desk))
                        .routes(learning(views, watch, context.bus()))
                        .routes(health(watch, context))
                        .streams(List.of(new Stream("/api/v1/stream", push::join)))
                        .pages(PAGES)
                        .start();
        parts = new Parts(server, push, watch);
        push.start();
        watch.start();
        var bus = context.bus();
        subscriptions.add(bus.subscribe("trading.changed", NAME, _ -> push.mark("books")));
        subscriptions.add(bus.subscribe("market", NAME, _ -> push.mark("bars")));
        subscriptions.add(bus.subscribe("learning.changed", NAME, _ -> push.mark("learning")));
        subscriptions.add(bus.subscribe("jobs", NAME, _ -> push.mark("learning")));
        health = Health.ready("page at " + server.address());
    }

    @Override
    public Health health() {
        return health;
    }

    /// Where the page is; after the start.
    public URI address() {
        return Objects.requireNonNull(parts, "the controller was not started").server.address();
    }

    @Override
    public void close() {
        var made = parts;
        parts = null;
        if (made == null) {
            return;
        }
        health = Health.starting("stopped");
        subscriptions.forEach(Subscription::close);
        made.watch.close();
        made.push.close();
        made.server.close();
    }

    private static List<Route> views(Views views, Watch watch) {
        return List.of(
                get("status", "the system at a glance", _ -> Reply.json(views.status())),
                get("services", "how each service is", _ -> Reply.json(watch.lines())),
                get("positions", "what is held", _ -> Reply.json(views.positions())),
                get("orders", "orders, newest first", ask -> Reply.json(views.orders(ask))),
                get("equity", "equity over time", ask -> Reply.json(views.equity(ask))),
                get("symbols", "what is traded", _ -> Reply.json(views.symbols())),
                get(
                        "candles",
                        "bars and fills of a symbol",
                        ask -> Reply.json(views.candles(ask))));
    }

    private static List<Route> acts(SteeringDesk desk) {
        return ACTS.stream()
                .map(
                        word ->
                                new Route(
                                        Method.POST,
                                        "/api/v1/trading/" + word,
                                        Role.TOKEN,
                                        request -> desk.on(word, request),
                                        word + " trading"))
                .toList();
    }

    private List<Route> learning(Views views, Watch watch, Bus bus) {
        var trading = new LearningViews.Trading(views::reigns, () -> watch.detail(LEARNER));
        var requests = needs.learning().map(LearningStores::requests);
        return LearningRoutes.of(
                new LearningViews(needs.learning(), trading),
                new LearningDesk(requests, bus, needs.pulse()));
    }

    private static List<Route> health(Watch watch, Context context) {
        return List.of(
                new Route(
                        Method.GET,
                        "/health/live",
                        Role.OPEN,
                        _ -> told(watch.dead()),
                        "503 when a restart is needed"),
                new Route(
                        Method.GET,
                        "/health/ready",
                        Role.OPEN,
                        _ -> told(watch.unready()),
                        "503 when something does not do its work"),
                new Route(
                        Method.GET,
                        "/metrics",
                        Role.OPEN,
                        _ -> Reply.text(context.metrics().scrape()),
                        "all metrics, for Prometheus"));
    }

    private static Reply told(Optional<String> problem) {
        return problem.map(why -> Reply.error(503, why))
                .orElseGet(() -> Reply.json(Map.of("status", "ok")));
    }

    private static Route get(String name, String summary, ats.platform.http.Endpoint endpoint) {
        return new Route(Method.GET, "/api/v1/" + name, Role.OPEN, endpoint, summary);
    }
}
