package ats.launcher;

import module java.base;

import ats.adapters.alpaca.AlpacaBroker;
import ats.adapters.alpaca.AlpacaSettings;
import ats.adapters.massive.MassiveFeed;
import ats.adapters.massive.MassiveSettings;
import ats.adapters.unusualwhales.UnusualWhalesFeed;
import ats.adapters.unusualwhales.UnusualWhalesSettings;
import ats.domain.Calendar;
import ats.engine.port.FlowFeed;
import ats.platform.config.Secret;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;
import ats.platform.time.MarketClock;

/// The way to the simulated vendors, wherever they run.
record SimulatedVendors(
        Addresses addresses, MarketClock clock, Lockstep lockstep, Metrics metrics) {

    /// Known to the simulated vendors only; they guard nothing but the protocol.
    static final String KEY = "simulated";

    static final String SECRET = "simulated-secret";

    /// Options flow only where there is a vendor of it.
    record Addresses(
            URI massive,
            URI massiveStream,
            URI alpaca,
            URI alpacaStream,
            Optional<URI> whales,
            Optional<URI> whalesStream) {}

    Assembly.Vendor vendor(Calendar calendar) {
        return new Assembly.Vendor(() -> feed(calendar), this::broker, this::flow);
    }

    private MassiveFeed feed(Calendar calendar) {
        var settings =
                MassiveSettings.of(
                        addresses.massive, addresses.massiveStream, Secret.of(KEY), Duration.ZERO);
        return new MassiveFeed(settings, calendar, clock, lockstep, metrics);
    }

    private AlpacaBroker broker() {
        var settings =
                AlpacaSettings.of(
                        addresses.alpaca,
                        addresses.alpacaStream,
                        Secret.of(KEY),
                        Secret.of(SECRET));
        return new AlpacaBroker(Vendors.patient(settings), clock, lockstep, metrics);
    }

    private Optional<FlowFeed> flow() {
        return addresses.whales.map(
                rest -> {
                    var settings =
                            UnusualWhalesSettings.of(
                                    rest,
                                    addresses.whalesStream.orElseThrow(),
                                    Secret.of(KEY),
                                    Duration.ZERO);
                    return new UnusualWhalesFeed(settings, clock, lockstep, metrics);
                });
    }
}
