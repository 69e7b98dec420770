package ats.launcher;

import module java.base;

import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.risk.RiskLimits;
import ats.platform.Fault;
import ats.platform.config.Configuration;
import ats.services.tradingstrategy.TradingSettings;
import ats.strategy.Setup;
import ats.strategy.Sizing;

/// On whose prices and with whose money the system trades.
enum Trade {
    /// Synthetic prices, simulated broker.
    DEMONSTRATION,
    /// Real prices, simulated broker.
    SIMULATED_BROKER,
    /// Real prices, Alpaca's paper account.
    PAPER,
    /// Real prices, real money.
    LIVE;

    /// What the keys allow; a combination that could hurt is refused with the reason.
    static Trade chosen(Configuration configuration) {
        boolean data = configuration.section(Settings.MassiveKeys.class).key().present();
        boolean broker = configuration.section(Settings.AlpacaKeys.class).present();
        boolean live = configuration.section(Settings.Run.class).mode() == Settings.Mode.LIVE;
        if (live) {
            requireLive(configuration, data && broker);
            return LIVE;
        }
        if (broker && !data) {
            throw Fault.misuse(
                    "there are keys for Alpaca but none for market data: synthetic prices never"
                            + " meet a real broker; set MASSIVE_API_KEY, or remove"
                            + " ALPACA_API_KEY_ID and ALPACA_API_SECRET_KEY");
        }
        if (broker) {
            return PAPER;
        }
        return data ? SIMULATED_BROKER : DEMONSTRATION;
    }

    /// The same for one service of several processes, each of which has the keys that it needs and
    /// no others. A simulator and real keys never go together.
    static Trade shared(Configuration configuration, String service) {
        boolean live = configuration.section(Settings.Run.class).mode() == Settings.Mode.LIVE;
        boolean data = configuration.section(Settings.MassiveKeys.class).key().present();
        boolean flow = configuration.section(Settings.UnusualWhalesKeys.class).key().present();
        boolean broker = configuration.section(Settings.AlpacaKeys.class).present();
        if (configuration.section(SharedKeys.Simulator.class).present()) {
            if (live || data || flow || broker) {
                throw Fault.misuse(
                        "there is a simulator (ATS_SIMULATOR_URL), and "
                                + (live ? "ATS_MODE=live" : "keys of real vendors")
                                + ": synthetic prices never meet a real broker; take away the one"
                                + " or the other");
            }
            return DEMONSTRATION;
        }
        if (service.equals("data-acquisition") && !data) {
            throw Fault.misuse(
                    "there is no simulator and no key for market data; set ATS_SIMULATOR_URL or"
                            + " MASSIVE_API_KEY");
        }
        if (service.equals("trading-strategy") && !broker) {
            throw Fault.misuse(
                    "there is no simulator and no broker; set ATS_SIMULATOR_URL, or"
                            + " ALPACA_API_KEY_ID and ALPACA_API_SECRET_KEY");
        }
        if (live) {
            requireLive(configuration, true);
            return LIVE;
        }
        return PAPER;
    }

    private static void requireLive(Configuration configuration, boolean keys) {
        if (!keys) {
            throw Fault.misuse(
                    "ATS_MODE=live needs the keys of both vendors: set MASSIVE_API_KEY,"
                            + " ALPACA_API_KEY_ID and ALPACA_API_SECRET_KEY");
        }
        if (configuration.section(Settings.Run.class).liveConfirm().isBlank()) {
            throw Fault.misuse(
                    "ATS_MODE=live trades real money: set ATS_LIVE_CONFIRM to the number of the"
                            + " live account to say that you mean it");
        }
        var unwritten = RiskKeys.unwritten(configuration);
        if (!unwritten.isEmpty()) {
            throw Fault.misuse(
                    "ATS_MODE=live needs risk limits of your own; write these keys into"
                            + " config/"
                            + configuration.environment()
                            + ".yaml: "
                            + String.join(", ", unwritten));
        }
    }

    /// What is traded, in words.
    String words() {
        return switch (this) {
            case DEMONSTRATION -> "synthetic prices, simulated broker";
            case SIMULATED_BROKER -> "real prices, simulated broker";
            case PAPER -> "real prices, Alpaca's paper account";
            case LIVE -> "real prices, REAL MONEY at Alpaca";
        };
    }

    /// Refuses a strategy that nobody can build; an empty one is the usual.
    static void requireStrategy(String strategy) {
        if (strategy.isEmpty()) {
            return;
        }
        var probe =
                new Setup(
                        BacktestCommand.ACCOUNT,
                        strategy,
                        List.of(Symbol.of("X")),
                        Timeframe.MINUTE,
                        "xnys",
                        Sizing.DEFAULT,
                        RiskLimits.SIMULATED);
        var _ = probe.engine();
    }

    /// Whether orders go to Alpaca itself.
    boolean realBroker() {
        return this == PAPER || this == LIVE;
    }

    /// The engine's setup for this account.
    static Setup setup(Configuration configuration, String account, List<Symbol> symbols) {
        var trading = configuration.section(Settings.Trading.class);
        return new Setup(
                account,
                strategy(configuration, trading.strategy()),
                symbols,
                Timeframe.parse(trading.bars()),
                "xnys",
                Sizing.parse(trading.sizing()),
                limits(configuration));
    }

    /// With real money, and no model yet, nothing is traded unless somebody asked for it.
    private static String strategy(Configuration configuration, String written) {
        boolean live = configuration.section(Settings.Run.class).mode() == Settings.Mode.LIVE;
        boolean learns = configuration.section(LearningKeys.class).enabled();
        if (!written.isEmpty()) {
            return learns ? written : Setup.withoutModel(written);
        }
        return learns ? live ? "model" : "model/ema-cross" : live ? "flat" : "ema-cross";
    }

    /// How the trader of this process behaves.
    static TradingSettings behaviour(Configuration configuration) {
        var days = configuration.section(Settings.Trading.class).journalDays();
        return TradingSettings.of(Instance.NAME).keepingJournals(days);
    }

    private static RiskLimits limits(Configuration configuration) {
        return configuration.section(RiskKeys.class).limits();
    }

    /// Those that are configured; somebody has to choose them.
    static List<Symbol> symbols(Configuration configuration) {
        var symbols = configuration.section(Settings.Trading.class).symbols();
        if (symbols.isEmpty()) {
            throw Fault.misuse(
                    "name the symbols to trade: set ATS_TRADING_SYMBOLS=SPY,AAPL or"
                            + " trading.symbols in config/"
                            + configuration.environment()
                            + ".yaml");
        }
        return symbols.stream().map(Symbol::of).toList();
    }
}
