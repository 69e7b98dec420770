package ats.launcher;

import module java.base;

import ats.adapters.alpaca.AlpacaBroker;
import ats.adapters.alpaca.AlpacaSettings;
import ats.adapters.massive.MassiveFeed;
import ats.adapters.massive.MassiveSettings;
import ats.adapters.unusualwhales.UnusualWhalesFeed;
import ats.adapters.unusualwhales.UnusualWhalesSettings;
import ats.domain.Calendar;
import ats.engine.exchange.SimulatedBroker;
import ats.engine.port.FlowFeed;
import ats.platform.config.Secret;
import ats.platform.lockstep.CountedLockstep;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;
import ats.services.systemcontroller.Pulse;
import ats.simulator.alpaca.AlpacaOptions;
import ats.simulator.alpaca.AlpacaServer;
import ats.simulator.alpaca.Book;
import ats.simulator.alpaca.Venue;
import ats.simulator.market.Course;
import ats.simulator.market.FrameQueue;
import ats.simulator.market.MarketDriver;
import ats.simulator.market.Upcoming;
import ats.simulator.market.VirtualClock;
import ats.simulator.market.Watcher;
import ats.simulator.massive.Market;
import ats.simulator.massive.MassiveOptions;
import ats.simulator.massive.MassiveServer;
import ats.simulator.source.BarSource;
import ats.simulator.source.FlowSource;
import ats.simulator.unusualwhales.FlowMarket;
import ats.simulator.unusualwhales.FlowOptions;
import ats.simulator.unusualwhales.UnusualWhalesServer;

/// The vendors simulated on loopback over one market, with a clock and a broker of their own. Our
/// side reaches it through sockets alone.
final class SimulatedWorld implements AutoCloseable {

    /// Known to the simulated vendors only; they guard nothing but the protocol.
    private static final String KEY = "simulated";

    private static final String SECRET = "simulated-secret";

    /// A training, during which time stands still, takes longer than anything else.
    private static final Duration LONGEST_WAIT = Duration.ofMinutes(15);

    private final VirtualClock clock;
    private final Lockstep lockstep;
    private final FrameQueue frames;
    private final SimulatedBroker broker;
    private final MassiveServer massive;
    private final AlpacaServer alpaca;
    private final Optional<UnusualWhalesServer> whales;
    private final MarketDriver driver;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /// What market this is, with or without options flow, for how long, and whose account. In
    /// lockstep, time waits until all that happened has been handled by everybody.
    record Plan(
            BarSource source,
            Optional<FlowSource> flow,
            Calendar calendar,
            Course course,
            boolean lockstep,
            long barGraceNanos,
            Watcher watcher) {}

    SimulatedWorld(Plan plan, Book book) {
        clock = new VirtualClock(plan.course().startAt());
        lockstep = plan.lockstep() ? new CountedLockstep(LONGEST_WAIT) : Lockstep.free();
        frames = plan.lockstep() ? FrameQueue.stepped() : FrameQueue.free();
        broker = book.broker(plan.calendar(), plan.barGraceNanos());
        alpaca =
                new AlpacaServer(
                        new Venue(broker, book, clock, lockstep, frames),
                        AlpacaOptions.of(KEY, SECRET, plan.calendar(), plan.source().symbols()));
        massive =
                new MassiveServer(
                        new Market(plan.source(), plan.calendar(), clock, lockstep, frames),
                        MassiveOptions.of(KEY));
        whales =
                plan.flow()
                        .map(flow -> new FlowMarket(flow, plan.calendar(), clock, lockstep, frames))
                        .map(market -> new UnusualWhalesServer(market, FlowOptions.of(KEY)));
        driver =
                new MarketDriver(
                        new MarketDriver.Market(
                                plan.source(), plan.calendar(), List.of(alpaca, massive)),
                        new MarketDriver.Machinery(clock, lockstep, frames),
                        plan.course(),
                        plan.watcher());
    }

    MassiveFeed feed(Calendar calendar, Metrics metrics) {
        var settings =
                MassiveSettings.of(
                        massive.address(), massive.streamAddress(), Secret.of(KEY), Duration.ZERO);
        return new MassiveFeed(settings, calendar, clock, lockstep, metrics);
    }

    Optional<FlowFeed> flow(Metrics metrics) {
        return whales.map(
                server -> {
                    var settings =
                            UnusualWhalesSettings.of(
                                    server.address(),
                                    server.streamAddress(),
                                    Secret.of(KEY),
                                    Duration.ZERO);
                    return new UnusualWhalesFeed(settings, clock, lockstep, metrics);
                });
    }

    AlpacaBroker client(Metrics metrics) {
        var settings =
                AlpacaSettings.of(
                        alpaca.address(),
                        alpaca.streamAddress(),
                        Secret.of(KEY),
                        Secret.of(SECRET));
        return new AlpacaBroker(Vendors.patient(settings), clock, lockstep, metrics);
    }

    /// Lets time begin; what goes wrong comes out of [#ended].
    void begin() {
        Thread.ofPlatform().name("market").start(this::drive);
    }

    CompletableFuture<Void> ended() {
        return ended;
    }

    VirtualClock clock() {
        return clock;
    }

    Lockstep lockstep() {
        return lockstep;
    }

    SimulatedBroker broker() {
        return broker;
    }

    MassiveServer massive() {
        return massive;
    }

    AlpacaServer alpaca() {
        return alpaca;
    }

    /// The market's time, and what comes next.
    Pulse pulse(String speed) {
        var next = clock.nextEvent();
        return new Pulse(
                clock.now(),
                next.map(Upcoming::name).orElse(""),
                next.map(Upcoming::at).orElse(0L),
                speed.equals("max") ? 0 : Double.parseDouble(speed));
    }

    /// Stops time, at the end of what is under way, and waits until it stands still.
    void rest() {
        driver.stop();
        var _ =
                ended.copy()
                        .completeOnTimeout(null, 1, TimeUnit.SECONDS)
                        .exceptionally(_ -> null)
                        .join();
    }

    @Override
    public void close() {
        driver.stop();
        massive.close();
        alpaca.close();
        whales.ifPresent(UnusualWhalesServer::close);
        frames.close();
    }

    private void drive() {
        try {
            driver.run();
            ended.complete(null);
        } catch (RuntimeException failed) { // the top of this thread: whoever waits is told
            ended.completeExceptionally(failed);
        }
    }
}
