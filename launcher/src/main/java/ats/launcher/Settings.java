package ats.launcher;

import module java.base;

import ats.domain.Money;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.exchange.Costs;
import ats.platform.config.Configuration;
import ats.platform.config.Key;
import ats.platform.config.Secret;
import ats.platform.config.Section;
import ats.platform.config.Sources;
import ats.platform.http.HttpSettings;
import ats.platform.logs.LogSettings;
import ats.services.tradingstrategy.TradingSettings;
import ats.strategy.Sizing;

/// Every key that can be configured, by section.
final class Settings {

    private Settings() {}

    /// What is in force, the command line's overrides on top; one fault lists every error.
    static Configuration load(Map<String, String> overrides) {
        return Configuration.load(Sources.under(root(), overrides), sections());
    }

    /// The project's folder, which the script names.
    static Path root() {
        return Path.of(System.getProperty("ats.root", ".")).toAbsolutePath().normalize();
    }

    static List<Section<?>> sections() {
        return List.of(
                Section.of("run", Run.DEFAULTS),
                Section.of("http", HttpSettings.DEFAULTS),
                Section.of("logs", LogSettings.DEFAULTS),
                Section.of("database", DatabaseKeys.DEFAULTS),
                Section.of("massive", MassiveKeys.DEFAULTS),
                Section.of("unusualWhales", UnusualWhalesKeys.DEFAULTS),
                Section.of("alpaca", AlpacaKeys.DEFAULTS),
                Section.of("trading", Trading.DEFAULTS),
                Section.of("risk", RiskKeys.DEFAULTS),
                Section.of("learning", LearningKeys.DEFAULTS),
                Section.of("demonstration", Demonstration.DEFAULTS),
                Section.of("bus", SharedKeys.Bus.DEFAULTS),
                Section.of("simulator", SharedKeys.Simulator.DEFAULTS));
    }

    /// With whose money orders are placed.
    enum Mode {
        PAPER,
        LIVE
    }

    /// Where a system lives and what it may do.
    record Run(
            @Key(doc = "folder of everything that is written: data, logs, models", env = "ATS_HOME")
                    Path home,
            @Key(doc = "paper, or live for real money", env = "ATS_MODE") Mode mode,
            @Key(
                            doc = "the number of the live account, to say that you mean it",
                            env = "ATS_LIVE_CONFIRM")
                    String liveConfirm,
            @Key(
                            doc =
                                    "guards every change; empty: made at the first start, kept in"
                                            + " the home",
                            env = "ATS_TOKEN")
                    Secret token,
            @Key(doc = "true prints the trace of an unexpected failure", env = "ATS_TRACE")
                    boolean trace) {
        static final Run DEFAULTS =
                new Run(root().resolve("var"), Mode.PAPER, "", Secret.none(), false);
    }

    /// A database of one's own instead of the embedded one.
    record DatabaseKeys(
            @Key(doc = "jdbc:postgresql://host:port/database; empty starts the embedded one")
                    String url,
            @Key(doc = "user of the database") String user,
            @Key(doc = "password of that user") Secret password) {
        static final DatabaseKeys DEFAULTS = new DatabaseKeys("", "ats", Secret.none());
    }

    /// The vendor of market data.
    record MassiveKeys(
            @Key(
                            doc = "API key of Massive (formerly Polygon.io)",
                            env = {"MASSIVE_API_KEY", "POLYGON_API_KEY"})
                    Secret key,
            @Key(doc = "host of the REST API") URI rest,
            @Key(doc = "host of the stream; wss://delayed.massive.com on a delayed plan")
                    URI stream,
            @Key(doc = "how long after a bar's end the plan shows it") Duration delay,
            @Key(doc = "trading days of history asked for at the first start") int historyDays) {
        static final MassiveKeys DEFAULTS =
                new MassiveKeys(
                        Secret.none(),
                        URI.create("https://api.massive.com"),
                        URI.create("wss://socket.massive.com"),
                        Duration.ZERO,
                        10);

        MassiveKeys {
            if (delay.isNegative() || delay.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException(
                        "massive.delay is " + delay + "; write PT0S to PT1H");
            }
            if (historyDays < 1 || historyDays > 2_000) {
                throw new IllegalArgumentException(
                        "massive.historyDays is " + historyDays + "; write 1 to 2000");
            }
        }
    }

    /// The vendor of options flow.
    record UnusualWhalesKeys(
            @Key(doc = "API key of Unusual Whales", env = "UNUSUAL_WHALES_API_KEY") Secret key,
            @Key(doc = "host of the REST API") URI rest,
            @Key(doc = "address of the stream") URI stream,
            @Key(doc = "how long after an alert was made the plan shows it") Duration delay,
            @Key(doc = "true where another process has the key and collects the alerts")
                    boolean elsewhere) {
        static final UnusualWhalesKeys DEFAULTS =
                new UnusualWhalesKeys(
                        Secret.none(),
                        URI.create("https://api.unusualwhales.com"),
                        URI.create("wss://api.unusualwhales.com/socket"),
                        Duration.ZERO,
                        false);

        UnusualWhalesKeys {
            if (delay.isNegative() || delay.compareTo(Duration.ofHours(1)) > 0) {
                throw new IllegalArgumentException(
                        "unusualWhales.delay is " + delay + "; write PT0S to PT1H");
            }
        }
    }

    /// The broker.
    record AlpacaKeys(
            @Key(doc = "key id of Alpaca", env = "ALPACA_API_KEY_ID") Secret keyId,
            @Key(doc = "secret key of Alpaca", env = "ALPACA_API_SECRET_KEY") Secret secretKey,
            @Key(doc = "host of paper trading") URI paper,
            @Key(doc = "stream of paper trading") URI paperStream,
            @Key(doc = "host of live trading") URI live,
            @Key(doc = "stream of live trading") URI liveStream) {
        static final AlpacaKeys DEFAULTS =
                new AlpacaKeys(
                        Secret.none(),
                        Secret.none(),
                        URI.create("https://paper-api.alpaca.markets"),
                        URI.create("wss://paper-api.alpaca.markets/stream"),
                        URI.create("https://api.alpaca.markets"),
                        URI.create("wss://api.alpaca.markets/stream"));

        AlpacaKeys {
            if (keyId.present() != secretKey.present()) {
                throw new IllegalArgumentException(
                        "alpaca.keyId and alpaca.secretKey (ALPACA_API_KEY_ID,"
                                + " ALPACA_API_SECRET_KEY) belong together; set both or none");
            }
        }

        boolean present() {
            return keyId.present();
        }
    }

    /// What is traded, and how; the demonstration has symbols of its own.
    record Trading(
            @Key(
                            doc =
                                    "model/ema-cross (by the model, without one by the other),"
                                            + " model, ema-cross, ema-cross:FAST/SLOW or flat;"
                                            + " empty: model/ema-cross, with real money model")
                    String strategy,
            @Key(doc = "tickers to trade") List<String> symbols,
            @Key(doc = "length of the bars that decide: 1m, 5m, 1h") String bars,
            @Key(
                            doc =
                                    "fraction:0.95 of equity over all symbols, shares:100, or"
                                            + " volatility:0.10")
                    String sizing,
            @Key(doc = "cash that a simulated account begins with", unit = "USD") BigDecimal cash,
            @Key(doc = "costs of the simulated exchange: none, default, or spread=1bp,...")
                    String costs,
            @Key(doc = "days whose journals are kept, the newest first; older ones are removed")
                    int journalDays) {
        static final Trading DEFAULTS =
                new Trading(
                        "",
                        List.of(),
                        "1m",
                        "fraction:0.95",
                        BigDecimal.valueOf(100_000),
                        "default",
                        TradingSettings.JOURNAL_DAYS);

        Trading {
            symbols = List.copyOf(symbols);
            var tickers = symbols;
            new Complaints()
                    .check("trading.strategy", () -> Trade.requireStrategy(strategy))
                    .check("trading.symbols", () -> tickers.forEach(Symbol::of))
                    .check("trading.bars", () -> Timeframe.parse(bars))
                    .check("trading.sizing", () -> Sizing.parse(sizing))
                    .require(cash.signum() > 0, "trading.cash", cash, "an amount above 0")
                    .check("trading.cash", () -> Money.from(cash))
                    .check("trading.costs", () -> Costs.parse(costs))
                    .require(journalDays > 0, "trading.journalDays", journalDays, "1 or more")
                    .raise();
        }
    }

    /// The synthetic market.
    record Demonstration(
            @Key(doc = "which market: the same seed is the same market") long seed,
            @Key(doc = "market seconds in a second, or max") String speed,
            @Key(
                            doc =
                                    "how much the past says of the next bar, from 0 (a fair game)"
                                            + " to 0.3: no model can honestly know more")
                    double signal,
            @Key(doc = "how many invented symbols are traded, 1 to 10000") int symbols,
            @Key(doc = "sessions of history before the first date, 1 to 1000") int history,
            @Key(
                            doc =
                                    "what the simulated broker does once it has accepted an order:"
                                            + " answered, or to practise withheld, server_error,"
                                            + " gateway_timeout, unreadable, cut")
                    Answer answer) {
        static final Demonstration DEFAULTS =
                new Demonstration(42, "60", 0.2, 10, 100, Answer.ANSWERED);

        Demonstration {
            new Complaints()
                    .check("demonstration.speed", () -> requireSpeed(speed))
                    .require(
                            signal >= 0 && signal <= 0.3,
                            "demonstration.signal",
                            signal,
                            "a number from 0 to 0.3")
                    .require(
                            symbols >= 1 && symbols <= 10_000,
                            "demonstration.symbols",
                            symbols,
                            "1 to 10000")
                    .require(
                            history >= 1 && history <= 1_000,
                            "demonstration.history",
                            history,
                            "1 to 1000")
                    .raise();
        }

        private static void requireSpeed(String speed) {
            boolean number = speed.matches("\\d+(\\.\\d+)?");
            if (!speed.equals("max")
                    && !(number
                            && Double.parseDouble(speed) > 0
                            && Double.parseDouble(speed) <= 100_000)) {
                throw new IllegalArgumentException(
                        "'"
                                + speed
                                + "' is not a speed above 0 and up to 100000; write a number such"
                                + " as 60, or max");
            }
        }
    }

    /// What becomes of the answer to an order that the simulated broker has accepted, by the names
    /// of its own `Aftermath`: services read their settings where the simulator is not there.
    enum Answer {
        ANSWERED,
        WITHHELD,
        SERVER_ERROR,
        GATEWAY_TIMEOUT,
        UNREADABLE,
        CUT
    }
}
