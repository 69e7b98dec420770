package ats.launcher;

import module java.base;

import ats.adapters.postgres.PostgresActionStore;
import ats.adapters.postgres.PostgresControlStore;
import ats.adapters.postgres.PostgresLeaseStore;
import ats.adapters.postgres.PostgresMarketStore;
import ats.adapters.postgres.PostgresOverview;
import ats.adapters.postgres.PostgresTradingStore;
import ats.engine.port.Broker;
import ats.engine.port.MarketFeed;
import ats.platform.Fault;
import ats.platform.bus.InProcessBus;
import ats.platform.config.Secret;
import ats.platform.http.HttpSettings;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;
import ats.platform.service.Context;
import ats.platform.service.Health;
import ats.platform.service.Service;
import ats.platform.time.MarketClock;
import ats.platform.time.ProcessClock;
import ats.services.dataacquisition.AcquisitionSettings;
import ats.services.dataacquisition.DataAcquisition;
import ats.services.systemcontroller.SystemController;
import ats.services.tradingstrategy.TradingSettings;
import ats.services.tradingstrategy.TradingStrategy;
import ats.strategy.Setup;

/// The services of one system in one JVM, wired to what is plugged in.
final class Assembly implements AutoCloseable {

    private static final Duration LONGEST_START = Duration.ofMinutes(10);
    private static final long LOOK_MILLIS = 20;

    private final InProcessBus bus;
    private final DataAcquisition data;
    private final TradingStrategy trader;
    private final SystemController controller;
    private final Context context;

    /// What differs from wiring to wiring.
    record Plugs(
            Home home,
            String environment,
            Stores stores,
            Vendor vendor,
            Time time,
            Metrics metrics,
            Setup setup,
            AcquisitionSettings acquisition,
            TradingSettings trading) {}

    /// Where prices come from and where orders go.
    record Vendor(MarketFeed feed, Broker broker) {}

    /// By whose clock, and whether time waits.
    record Time(MarketClock clock, Lockstep lockstep) {}

    Assembly(Plugs plugs, SystemController.Face face) {
        var database = plugs.stores().database();
        var bars = new PostgresMarketStore(database);
        var actions = new PostgresActionStore(database);
        var controls = new PostgresControlStore(database);
        bus = new InProcessBus();
        context =
                new Context(
                        runId(plugs),
                        plugs.environment(),
                        plugs.home().folder(),
                        bus,
                        plugs.time().clock(),
                        ProcessClock.system(),
                        plugs.time().lockstep(),
                        plugs.metrics());
        throw Fault.misuse("unwired");
    }

    private static String runId(Plugs plugs) {
        return plugs.setup().account() + "-" + ProcessHandle.current().pid();
    }
}
