package ats.launcher;

import module java.base;

import ats.adapters.alpaca.AlpacaBroker;
import ats.adapters.alpaca.AlpacaSettings;
import ats.domain.Calendar;
import ats.domain.Symbol;
import ats.engine.port.MarketFeed;
import ats.platform.config.Configuration;
import ats.platform.config.Secret;
import ats.platform.lockstep.Lockstep;
import ats.platform.time.MarketClock;
import ats.simulator.alpaca.AlpacaOptions;
import ats.simulator.alpaca.AlpacaServer;
import ats.simulator.alpaca.Book;
import ats.simulator.alpaca.Venue;
import ats.simulator.market.FrameQueue;

/// A simulated broker of our own that trades on a real feed's prices, where there are keys for
/// prices alone.
final class OwnBroker implements AutoCloseable {

    private final Book book;
    private final FrameQueue frames = FrameQueue.free();
    private final AlpacaServer server;
    private final AlpacaBroker client;
    private final MarketFeed feed;

    /// What it trades, on whose hours, by whose time.
    record Terms(List<Symbol> symbols, Calendar calendar, MarketClock clock) {}

    OwnBroker(Configuration configuration, Running.Ground ground, MarketFeed real, Terms terms) {
        book = Scene.book(configuration, ground.home());
        var venue =
                new Venue(
                        book.broker(terms.calendar, BacktestCommand.BAR_GRACE),
                        book,
                        terms.clock,
                        Lockstep.free(),
                        frames);
        server =
                new AlpacaServer(
                        venue,
                        AlpacaOptions.of(
                                SimulatedVendors.KEY,
                                SimulatedVendors.SECRET,
                                terms.calendar,
                                terms.symbols));
        var settings =
                AlpacaSettings.of(
                        server.address(),
                        server.streamAddress(),
                        Secret.of(SimulatedVendors.KEY),
                        Secret.of(SimulatedVendors.SECRET));
        client =
                new AlpacaBroker(
                        Vendors.patient(settings), terms.clock, Lockstep.free(), ground.metrics());
        feed = new VenueFeed(real, server, terms.calendar, terms.clock);
    }

    /// The prices, once the broker has seen them.
    MarketFeed feed() {
        return feed;
    }

    AlpacaBroker client() {
        return client;
    }

    @Override
    public void close() {
        client.close();
        server.close();
        frames.close();
        book.close();
    }
}
