package ats.strategy;

import module java.base;

import ats.domain.AlwaysOpen;
import ats.domain.Calendar;
import ats.domain.Money;
import ats.domain.NewYorkCalendar;
import ats.domain.Quantity;
import ats.domain.Ratio;
import ats.domain.Symbol;
import ats.domain.Timeframe;
import ats.engine.Engine;
import ats.engine.EngineSettings;
import ats.engine.Strategy;
import ats.engine.codec.ByteReader;
import ats.engine.codec.ByteWriter;
import ats.engine.risk.RiskLimits;

/// Everything that decides how an engine behaves, as plain values: a journal's segment opens with
/// it, so that the segment can be replayed on another machine years later.
public record Setup(
        String account,
        String strategy,
        List<Symbol> symbols,
        Timeframe timeframe,
        String calendar,
        Sizing sizing,
        RiskLimits limits) {

    private static final String MODEL = "model";

    /// Both halves of a spread of one basis point each, there and back.
    private static final double TOLL = 0.0002;

    private static final Sizing MODEL_SIZING =
            new Sizing.Volatility(Ratio.percent(15), Ratio.percent(95));
    private static final Pattern EMA_CROSS =
            Pattern.compile("ema-cross(?::(\\d{1,6})/(\\d{1,6}))?");
    private static final int SESSIONS_A_YEAR = 252;
    private static final double SESSION_NANOS = 6.5 * 3_600e9;
    private static final double YEAR_NANOS = 365.25 * 86_400e9;

    public Setup {
        symbols = List.copyOf(new TreeSet<>(symbols));
    }

    /// Of a strategy that needs no model.
    public Engine engine() {
        return engine(Models.none());
    }

    public Engine engine(Models models) {
        var settings = new EngineSettings(account, symbols, hours(), limits);
        return new Engine(settings, build(strategy, models));
    }

    /// The name of what trades while there is no model.
    public static String withoutModel(String strategy) {
        if (strategy.equals(MODEL)) {
            return "flat";
        }
        return strategy.startsWith(MODEL + "/") ? strategy.substring(MODEL.length() + 1) : strategy;
    }

    /// Whether the strategy trades by a model while there is one.
    public boolean byModel() {
        return strategy.equals(MODEL) || strategy.startsWith(MODEL + "/");
    }

    /// The calendar's hours.
    public Calendar hours() {
        return hours(calendar);
    }

    /// The hours of the calendar of that name.
    public static Calendar hours(String calendar) {
        return switch (calendar) {
            case "xnys" -> new NewYorkCalendar();
            case "always" -> new AlwaysOpen();
            default ->
                    throw new IllegalArgumentException(
                            "'" + calendar + "' is no calendar; write xnys or always");
        };
    }

    private Strategy build(String name, Models models) {
        if (name.equals("flat")) {
            return new Flat();
        }
        if (name.equals(MODEL)) {
            return build(MODEL + "/flat", models);
        }
        if (name.startsWith(MODEL + "/")) {
            var fallback = build(name.substring(MODEL.length() + 1), models);
            return new ModelElse(new LongShort(byVolatility(), symbols, models), fallback);
        }
        var matcher = EMA_CROSS.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException(
                    "'"
                            + strategy
                            + "' is no strategy; write model, model/ema-cross, ema-cross,"
                            + " ema-cross:10/20 or flat");
        }
        int fast = matcher.group(1) == null ? 10 : Integer.parseInt(matcher.group(1));
        int slow = matcher.group(2) == null ? 20 : Integer.parseInt(matcher.group(2));
        return new EmaCross(new EmaCross.Parameters(fast, slow, sizing, barsPerYear()), symbols);
    }

    /// A sizing by volatility that was asked for counts for the model too.
    private LongShort.Parameters byVolatility() {
        var asked = sizing instanceof Sizing.Volatility ? sizing : MODEL_SIZING;
        return new LongShort.Parameters(asked, barsPerYear(), TOLL, limits.shortAllowed());
    }

    private double barsPerYear() {
        return calendar.equals("always")
                ? YEAR_NANOS / timeframe.nanos()
                : SESSIONS_A_YEAR * Math.ceil(SESSION_NANOS / timeframe.nanos());
    }

    public void save(ByteWriter out) {
        out.putText(account).putText(strategy).putInt(symbols.size());
        symbols.forEach(symbol -> out.putText(symbol.text()));
        out.putText(timeframe.toString()).putText(calendar).putText(sizing.toString());
        out.putLong(limits.orderShares().nanos()).putLong(limits.orderNotional().nanos());
        out.putLong(limits.positionNotional().nanos()).putLong(limits.priceCollar().nanos());
        out.putLong(limits.grossExposure().nanos()).putLong(limits.netExposure().nanos());
        out.putLong(limits.dailyLoss().nanos()).putLong(limits.drawdown().nanos());
        out.putInt(limits.ordersPerMinute()).putInt(limits.openOrders());
        out.putLong(limits.priceAge().toNanos()).put(limits.shortAllowed());
        out.putInt(limits.restricted().size());
        limits.restricted().forEach(symbol -> out.putText(symbol.text()));
    }

    public static Setup restore(ByteReader in) {
        return new Setup(
                in.takeText(),
                in.takeText(),
                symbols(in),
                Timeframe.parse(in.takeText()),
                in.takeText(),
                Sizing.parse(in.takeText()),
                limits(in));
    }

    private static RiskLimits limits(ByteReader in) {
        return new RiskLimits(
                new Quantity(in.takeLong()),
                new Money(in.takeLong()),
                new Money(in.takeLong()),
                new Ratio(in.takeLong()),
                new Ratio(in.takeLong()),
                new Ratio(in.takeLong()),
                new Ratio(in.takeLong()),
                new Ratio(in.takeLong()),
                in.takeInt(),
                in.takeInt(),
                Duration.ofNanos(in.takeLong()),
                in.takeBoolean(),
                new TreeSet<>(symbols(in)));
    }

    private static List<Symbol> symbols(ByteReader in) {
        int count = in.takeInt();
        var symbols = new ArrayList<Symbol>();
        for (int index = 0; index < count; index++) {
            symbols.add(new Symbol(in.takeText()));
        }
        return symbols;
    }
}
