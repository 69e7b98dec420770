package ats.launcher;

import module java.base;

import ats.domain.Calendar;
import ats.engine.exchange.SimulatedBroker;
import ats.platform.lockstep.CountedLockstep;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;
import ats.services.systemcontroller.Pulse;
import ats.simulator.alpaca.AlpacaOptions;
import ats.simulator.alpaca.AlpacaServer;
import ats.simulator.alpaca.Book;
import ats.simulator.alpaca.Venue;
import ats.simulator.http.Bind;
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
            Watcher watcher,
            Doors doors) {}

    /// Where the vendors listen.
    record Doors(Bind massive, Bind alpaca, Bind whales) {
        static final Doors HERE = new Doors(Bind.LOOPBACK, Bind.LOOPBACK, Bind.LOOPBACK);
    }

    SimulatedWorld(Plan plan, Book book) {
        clock = new VirtualClock(plan.course().startAt());
        lockstep = plan.lockstep() ? new CountedLockstep(LONGEST_WAIT) : Lockstep.free();
        frames = plan.lockstep() ? FrameQueue.stepped() : FrameQueue.free();
        broker = book.broker(plan.calendar(), plan.barGraceNanos());
        alpaca =
                new AlpacaServer(
                        new Venue(broker, book, clock, lockstep, frames),
                        AlpacaOptions.of(
                                        SimulatedVendors.KEY,
                                        SimulatedVendors.SECRET,
                                        plan.calendar(),
                                        plan.source().symbols())
                                .withBind(plan.doors().alpaca()));
        massive =
                new MassiveServer(
                        new Market(plan.source(), plan.calendar(), clock, lockstep, frames),
                        MassiveOptions.of(SimulatedVendors.KEY).withBind(plan.doors().massive()));
        whales =
                plan.flow()
                        .map(flow -> new FlowMarket(flow, plan.calendar(), clock, lockstep, frames))
                        .map(
                                market ->
                                        new UnusualWhalesServer(
                                                market,
                                                FlowOptions.of(SimulatedVendors.KEY)
                                                        .withBind(plan.doors().whales())));
        driver =
                new MarketDriver(
                        new MarketDriver.Market(
                                plan.source(), plan.calendar(), List.of(alpaca, massive)),
                        new MarketDriver.Machinery(clock, lockstep, frames),
                        plan.course(),
                        plan.watcher());
    }

    /// The way to the vendors, through sockets as from anywhere else.
    Assembly.Vendor vendor(Calendar calendar, Metrics metrics) {
        var way =
                new SimulatedVendors(
                        new SimulatedVendors.Addresses(
                                massive.address(),
                                massive.streamAddress(),
                                alpaca.address(),
                                alpaca.streamAddress(),
                                whales.map(UnusualWhalesServer::address),
                                whales.map(UnusualWhalesServer::streamAddress)),
                        clock,
                        lockstep,
                        metrics);
        return way.vendor(calendar);
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

    Optional<UnusualWhalesServer> whales() {
        return whales;
    }

    AlpacaServer alpaca() {
        return alpaca;
    }

    /// The market's time, and what comes next.
    Pulse pulse(double speed) {
        var next = clock.nextEvent();
        return new Pulse(
                clock.now(),
                next.map(Upcoming::name).orElse(""),
                next.map(Upcoming::at).orElse(0L),
                speed);
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
