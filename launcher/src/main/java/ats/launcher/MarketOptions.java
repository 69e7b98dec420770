package ats.launcher;

import module java.base;

import ats.domain.Money;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.exchange.Costs;
import ats.engine.risk.RiskLimits;
import ats.platform.Fault;
import ats.strategy.Setup;
import ats.strategy.Sizing;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// The options that say which market is traded, by what and with how much; alike in every command
/// that has them.
final class MarketOptions {

    private static final LocalDate FIRST_DAY = LocalDate.of(1998, 1, 2);

    /// Recorded markets name whoever still lives until the end of 2050.
    private static final LocalDate LAST_DAY = LocalDate.of(2050, 12, 30);

    private static final Set<String> COLUMNS =
            Set.of("end", "start", "open", "high", "low", "close", "volume");

    static final String[] NAMES = {
        "--strategy",
        "--symbols",
        "--bars",
        "--from",
        "--live-from",
        "--to",
        "--cash",
        "--sizing",
        "--costs",
        "--calendar",
        "--columns",
        "--scale"
    };

    @Spec(Spec.Target.MIXEE)
    private @Nullable CommandSpec command;

    @Option(
            names = "--strategy",
            paramLabel = "NAME",
            description = {
                "what trades: model/ema-cross (by the model, and while there is none by the other),"
                        + " model, ema-cross, ema-cross:FAST/SLOW or flat",
                "(default: model/ema-cross where models are trained, else ema-cross)"
            })
    private String strategy = "";

    @Option(
            names = "--symbols",
            paramLabel = "A,B",
            split = ",",
            description = "tickers, by the names they have on the last day")
    private List<String> symbols = List.of();

    @Option(
            names = "--bars",
            paramLabel = "LENGTH",
            defaultValue = "1h",
            description = "length of the bars: 1m, 5m, 1h, 1d (default: ${DEFAULT-VALUE})")
    private String bars = "1h";

    @Option(names = "--from", paramLabel = "DAY", description = "first day of history")
    private LocalDate from = FIRST_DAY;

    @Option(names = "--live-from", paramLabel = "DAY", description = "first day of trading")
    private LocalDate liveFrom = LocalDate.MIN;

    @Option(names = "--to", paramLabel = "DAY", description = "last day")
    private LocalDate to = LAST_DAY;

    @Option(
            names = "--cash",
            paramLabel = "DOLLARS",
            defaultValue = "100000",
            description = "cash to begin with (default: ${DEFAULT-VALUE})")
    private String cash = "100000";

    @Option(
            names = "--sizing",
            paramLabel = "HOW",
            defaultValue = "fraction:0.95",
            description =
                    "fraction:0.95 of equity over all symbols, shares:100, or volatility:0.10"
                            + " (default: ${DEFAULT-VALUE})")
    private String sizing = "fraction:0.95";

    @Option(
            names = "--costs",
            paramLabel = "WHAT",
            defaultValue = "default",
            description = "none, default, or spread=1bp,impact=0.1,volume=2.5%%,fee=0.005")
    private String costs = "default";

    @Option(
            names = "--calendar",
            paramLabel = "NAME",
            defaultValue = "xnys",
            description = "xnys (New York's hours) or always (default: ${DEFAULT-VALUE})")
    private String calendar = "xnys";

    @Option(
            names = "--columns",
            paramLabel = "NAME=COLUMN",
            split = ",",
            description =
                    "for CSV: our names (end, open, high, low, close, volume) for its columns")
    private Map<String, String> columns = Map.of();

    @Option(
            names = "--scale",
            paramLabel = "FACTOR",
            description = "for CSV: what a price in the file is multiplied by (default: 1)")
    private BigDecimal scale = BigDecimal.ONE;

    /// What was really written on the command line, as keys of the configuration.
    SortedMap<String, String> overrides() {
        var written = new TreeMap<String, String>();
        put(written, "strategy", strategy);
        put(written, "symbols", String.join(",", symbols));
        put(written, "bars", bars);
        put(written, "cash", cash);
        put(written, "sizing", sizing);
        put(written, "costs", costs);
        return written;
    }

    /// Which of these options were written.
    List<String> written(String... names) {
        return Arrays.stream(names).filter(this::wrote).toList();
    }

    private void put(SortedMap<String, String> written, String name, String value) {
        if (wrote("--" + name)) {
            written.put("trading." + name, value);
        }
    }

    private boolean wrote(String option) {
        return command != null && command.commandLine().getParseResult().hasMatchedOption(option);
    }

    /// `learns` says whether there will be models.
    Setup setup(String account, List<Symbol> traded, boolean learns) {
        var usual = strategy.isEmpty() ? "model/ema-cross" : strategy;
        return new Setup(
                account,
                learns ? usual : Setup.withoutModel(usual),
                traded,
                timeframe(),
                calendar,
                Sizing.parse(sizing),
                RiskLimits.SIMULATED);
    }

    Timeframe timeframe() {
        return Timeframe.parse(bars);
    }

    Money cash() {
        return Money.parse(cash);
    }

    Costs costs() {
        return Costs.parse(costs);
    }

    LocalDate from() {
        return from;
    }

    LocalDate to() {
        return to;
    }

    /// Trading begins with the first day unless a later one is named.
    LocalDate liveFrom() {
        return liveFrom.equals(LocalDate.MIN) ? from : liveFrom;
    }

    /// Refuses whatever cannot be read, before anything is made or started.
    void check() {
        new Complaints()
                .check("--strategy", () -> Trade.requireStrategy(strategy))
                .check("--symbols", () -> symbols.forEach(Symbol::of))
                .check("--bars", this::timeframe)
                .check("--sizing", () -> Sizing.parse(sizing))
                .check("--cash", this::cash)
                .check("--costs", this::costs)
                .check("--calendar", () -> setup(BacktestCommand.ACCOUNT, List.of(), false).hours())
                .require(scale.signum() > 0, "--scale", scale, "a number above 0")
                .require(
                        COLUMNS.containsAll(columns.keySet()),
                        "--columns",
                        String.join(",", new TreeSet<>(columns.keySet())),
                        "NAME=COLUMN with names among end, start, open, high, low, close, volume")
                .raise();
        new Complaints().require(cash().positive(), "--cash", cash, "an amount above 0").raise();
        if (liveFrom().isBefore(from) || to.isBefore(liveFrom())) {
            throw Fault.misuse(
                    "--from "
                            + from
                            + ", --live-from "
                            + liveFrom()
                            + " and --to "
                            + to
                            + " must come in this order");
        }
    }

    List<String> symbols() {
        return symbols;
    }

    /// For CSV: our names for its columns.
    Map<String, String> columns() {
        return columns;
    }

    BigDecimal scale() {
        return scale;
    }

    /// The last day of the data, where no other was named.
    void endsBy(Supplier<LocalDate> last) {
        if (!wrote("--to")) {
            to = last.get();
        }
    }
}
