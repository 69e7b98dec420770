package ats.launcher;

import module java.base;

import ats.platform.config.Configuration;
import ats.platform.http.HttpServer;
import ats.platform.http.HttpSettings;
import ats.platform.http.Method;
import ats.platform.http.Reply;
import ats.platform.http.Role;
import ats.platform.http.Route;
import ats.platform.http.Stream;
import ats.platform.http.Subscriber;
import ats.platform.json.Json;
import ats.platform.logs.LogSettings;
import ats.platform.logs.Logs;
import ats.platform.metrics.Metrics;
import ats.platform.service.Health;
import ats.platform.time.ClockReading;
import ats.simulator.http.Bind;

/// The synthetic market and its vendors in a process of their own, for services in others. Its time
/// goes on whoever listens, as the real one's does.
final class LoneSimulator {

    static final String NAME = "simulator";

    private static final Duration LOOK = Duration.ofMillis(500);

    private final Configuration configuration;
    private final Set<Subscriber> followers = ConcurrentHashMap.newKeySet();

    LoneSimulator(Configuration configuration) {
        this.configuration = configuration;
    }

    int run() {
        var home = Home.of(configuration.section(Settings.Run.class).home());
        Logs.mask(configuration.secrets());
        Logs.start(
                home.folder(),
                NAME,
                configuration.section(LogSettings.class),
                RunCommand.logsToConsole(false));
        var scene = Scene.of(configuration, home);
        try (var stop = new StopSignal();
                var book = Scene.book(configuration, home);
                var world = scene.world(configuration, home, book, doors());
                var metrics = new Metrics();
                var _ = told(scene, world, metrics);
                var _ = LoneHealth.serve(NAME, configuration, metrics, () -> health(world))) {
            metrics.gauge("simulator_orders_answered", () -> world.alpaca().requests());
            System.out.println(welcome(scene.market(), world));
            world.begin();
            while (!stop.await(LOOK) && !world.ended().isDone()) {
                // the market drives itself
            }
            world.rest();
            scene.keep(home, world.clock().now());
            return world.ended().isCompletedExceptionally()
                    ? Running.ended(world.ended().exceptionNow())
                    : 0;
        } finally {
            Logs.stop();
        }
    }

    private static String welcome(SyntheticMarket market, SimulatedWorld world) {
        return "%s of a SYNTHETIC market, seed %d, %d symbols, %s times real time; vendors at %s"
                .formatted(
                        NAME,
                        market.seed(),
                        market.symbols().size(),
                        market.speed(),
                        world.massive().address());
    }

    private SimulatedWorld.Doors doors() {
        var keys = configuration.section(SharedKeys.Simulator.class);
        var bind = new Bind(keys.host(), keys.port());
        return new SimulatedWorld.Doors(
                bind.withPort(keys.port() + 1),
                bind.withPort(keys.port() + 2),
                bind.withPort(keys.port() + 3));
    }

    /// Tells of the market and of its time. The address is one that services know by a name of
    /// their choice, so any name will do.
    private HttpServer told(Scene scene, SimulatedWorld world, Metrics metrics) {
        var keys = configuration.section(SharedKeys.Simulator.class);
        var known = configuration.section(HttpSettings.class).allowedHosts();
        var names = new ArrayList<>(known);
        names.add(NAME);
        var server =
                HttpServer.builder(metrics)
                        .title("simulator's market")
                        .bind(new HttpSettings(keys.host(), keys.port(), names))
                        .routes(
                                List.of(
                                        new Route(
                                                Method.GET,
                                                SimulatorNote.PATH,
                                                Role.OPEN,
                                                _ -> Reply.json(note(scene, world)))))
                        .streams(
                                List.of(
                                        new Stream(
                                                SimulatorNote.CLOCK,
                                                joined -> join(joined, world.clock()::reading))))
                        .start();
        world.clock().tell(this::tell);
        return server;
    }

    private static SimulatorNote note(Scene scene, SimulatedWorld world) {
        return new SimulatorNote(
                scene.market(),
                world.massive().port(),
                world.alpaca().port(),
                world.whales().orElseThrow().port(),
                world.clock().reading());
    }

    private void join(Subscriber joined, Supplier<ClockReading> now) {
        followers.add(joined);
        joined.onClose(() -> followers.remove(joined));
        joined.send("clock", Json.write(now.get()));
    }

    private void tell(ClockReading reading) {
        if (!followers.isEmpty()) {
            var text = Json.write(reading);
            followers.forEach(each -> each.send("clock", text));
        }
    }

    private static Health health(SimulatedWorld world) {
        return world.ended().isCompletedExceptionally()
                ? Health.failed("the market broke: " + world.ended().exceptionNow())
                : Health.ready("a synthetic market");
    }
}
