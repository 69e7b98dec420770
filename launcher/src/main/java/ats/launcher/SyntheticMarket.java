package ats.launcher;

import module java.base;

import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.platform.Fault;
import ats.platform.config.Configuration;
import ats.platform.http.HttpSettings;
import ats.services.dataacquisition.AcquisitionSettings;
import ats.services.dataacquisition.DataAcquisition;
import ats.services.systemcontroller.Face;
import ats.services.systemcontroller.Pulse;

/// Which synthetic market this is, in plain words that fit into a message: everything that the
/// services need to know of it, and nothing that the vendors would not tell.
record SyntheticMarket(
        long seed,
        LocalDate firstDate,
        List<String> symbols,
        double signal,
        int historySessions,
        String speed) {

    /// At a higher speed the same delay of a thread is more market time.
    private static final double LARGEST_STRETCH = 15;

    SyntheticMarket {
        symbols = List.copyOf(symbols);
    }

    /// Of the symbols that there are, those that are to be traded.
    static List<Symbol> chosen(Settings.Trading trading, List<Symbol> there) {
        var wanted = trading.symbols().stream().map(Symbol::of).toList();
        if (!there.containsAll(wanted)) {
            throw Fault.misuse(
                    "the synthetic market has no real shares; name some of "
                            + there.stream().map(Symbol::text).collect(Collectors.joining(",")));
        }
        return wanted.isEmpty() ? there : wanted;
    }

    /// How long an instant waits for its bars: threads are late by process time.
    long grace() {
        double factor = speed.equals("max") ? LARGEST_STRETCH : Double.parseDouble(speed);
        return (long) (BacktestCommand.BAR_GRACE * Math.clamp(factor, 1, LARGEST_STRETCH));
    }

    /// Market seconds in a second, 0 for as fast as can be.
    double factor() {
        return speed.equals("max") ? 0 : Double.parseDouble(speed);
    }

    private List<Symbol> tickers() {
        return symbols.stream().map(Symbol::of).toList();
    }

    /// A system on this market.
    Assembly.Plugs plugs(
            Configuration configuration,
            Running.Ground ground,
            Reached reached,
            Supplier<Pulse> pulse) {
        var setup = Trade.setup(configuration, BacktestCommand.ACCOUNT, tickers());
        var face =
                new Face(
                        setup.account(),
                        setup.symbols(),
                        setup.timeframe(),
                        "synthetic",
                        "synthetic market, seed %d, planted signal %s".formatted(seed, signal),
                        configuration.environment(),
                        Version.text());
        var historyFrom = firstDate.minusDays(2L * historySessions);
        return new Assembly.Plugs(
                ground.home(),
                configuration.environment(),
                ground.stores().database(),
                reached.vendor(),
                reached.time(),
                ground.metrics(),
                new Assembly.Strategy(
                        setup,
                        Trade.behaviour(configuration).withFeatureGrace(Duration.ofNanos(grace()))),
                new AcquisitionSettings(
                        setup.symbols(), setup.timeframe(), Timeframe.MINUTE, historyFrom, grace()),
                DataAcquisition.Progress.none(),
                new Assembly.Page(
                        face,
                        pulse,
                        configuration.section(HttpSettings.class),
                        ground.home().token(configuration)),
                Brain.of(configuration, ground, setup, historyFrom, true));
    }

    /// How it is reached.
    record Reached(Assembly.Vendor vendor, Assembly.Time time) {}
}
