package ats.launcher;

import module java.base;

import ats.adapters.alpaca.AlpacaBroker;
import ats.adapters.alpaca.AlpacaSettings;
import ats.adapters.massive.MassiveFeed;
import ats.adapters.massive.MassiveSettings;
import ats.adapters.unusualwhales.UnusualWhalesFeed;
import ats.adapters.unusualwhales.UnusualWhalesSettings;
import ats.domain.NewYorkCalendar;
import ats.engine.port.FlowFeed;
import ats.platform.config.Configuration;
import ats.platform.lockstep.Lockstep;
import ats.platform.metrics.Metrics;
import ats.platform.time.MarketClock;
import ats.platform.time.WallMarketClock;

/// The real vendors, as they are configured.
final class Vendors {

    /// With the lease's own patience this stays below its length, so that no order is sent by one
    /// who has lost the right to.
    private static final Duration REQUEST = Duration.ofSeconds(4);

    private Vendors() {}

    static MassiveFeed massive(
            Settings.MassiveKeys keys, MarketClock clock, Lockstep lockstep, Metrics metrics) {
        var settings = MassiveSettings.of(keys.rest(), keys.stream(), keys.key(), keys.delay());
        return new MassiveFeed(settings, new NewYorkCalendar(), clock, lockstep, metrics);
    }

    /// Where there is a key for it.
    static Optional<FlowFeed> flow(
            Settings.UnusualWhalesKeys keys, MarketClock clock, Metrics metrics) {
        if (!keys.key().present()) {
            return Optional.empty();
        }
        var settings =
                UnusualWhalesSettings.of(keys.rest(), keys.stream(), keys.key(), keys.delay());
        return Optional.of(new UnusualWhalesFeed(settings, clock, Lockstep.free(), metrics));
    }

    static AlpacaBroker alpaca(
            Settings.AlpacaKeys keys, boolean live, MarketClock clock, Metrics metrics) {
        var settings =
                AlpacaSettings.of(
                        live ? keys.live() : keys.paper(),
                        live ? keys.liveStream() : keys.paperStream(),
                        keys.keyId(),
                        keys.secretKey());
        return new AlpacaBroker(patient(settings), clock, Lockstep.free(), metrics);
    }

    static AlpacaSettings patient(AlpacaSettings settings) {
        return new AlpacaSettings(
                settings.rest(),
                settings.stream(),
                settings.keyId(),
                settings.secretKey(),
                REQUEST,
                settings.retries(),
                settings.timing());
    }

    /// Asks each vendor that there are keys for; the value is empty where all is well.
    static SortedMap<String, String> problems(Configuration configuration) {
        var problems = new TreeMap<String, String>();
        var massive = configuration.section(Settings.MassiveKeys.class);
        var alpaca = configuration.section(Settings.AlpacaKeys.class);
        try (var clock = new WallMarketClock();
                var metrics = new Metrics()) {
            if (massive.key().present()) {
                var feed = massive(massive, clock, Lockstep.free(), metrics);
                problems.put("Massive", said("Massive", feed.check()));
                feed.close();
            }
            var whales = configuration.section(Settings.UnusualWhalesKeys.class);
            flow(whales, clock, metrics)
                    .ifPresent(
                            feed -> {
                                problems.put(
                                        "Unusual Whales", said("Unusual Whales", feed.check()));
                                feed.close();
                            });
            if (alpaca.present()) {
                boolean live =
                        configuration.section(Settings.Run.class).mode() == Settings.Mode.LIVE;
                try (var broker = alpaca(alpaca, live, clock, metrics)) {
                    problems.put("Alpaca", said("Alpaca", broker.link().check()));
                }
            }
        }
        return problems;
    }

    /// In a line that names the vendor.
    private static String said(String vendor, Optional<String> problem) {
        return problem.map(why -> why.startsWith(vendor) ? why : vendor + ": " + why).orElse("");
    }
}
